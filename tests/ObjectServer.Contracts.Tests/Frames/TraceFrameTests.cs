using Google.Protobuf;
using ObjectServer.Wire;

namespace ObjectServer.Tests.Frames;

/// <summary>The trace context in a call's frame: absent it takes no byte, and what cannot be one is passed over.</summary>
public sealed class TraceFrameTests
{
    private const string Parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [Theory]
    [InlineData(Parent, "vendor=1,other=ü")]
    [InlineData(Parent, null)]
    [InlineData(null, null)]
    public void Call_WithATrace_HasTheBytesOfTheGeneratedCode_AndIsReadAgain(string? parent, string? state)
    {
        var call = new CallFrame { Sequence = 1, Object = 2, Member = 3, Fence = 4, FenceLock = 5, Trace = TraceContext.Of(parent, state) };
        FrameBuffer buffer = FrameBuffer.Rent(16);

        call.Append(buffer, default);

        var generated = new Call { Sequence = 1, Object = 2, Member = 3, Fence = 4, FenceLock = 5, TraceParent = parent ?? "", TraceState = state ?? "" };
        var batch = new FrameBatch();
        batch.Frames.Add(new Frame { Call = generated });
        Assert.Equal(batch.ToByteArray(), buffer.Span.ToArray());
        CallFrame read = CallFrame.Read(generated.ToByteArray());
        Assert.Equal(new TraceContext(parent, state), read.Trace);
        Assert.Equal((4UL, 5UL), (read.Fence, read.FenceLock));
    }

    [Fact]
    public void Call_OfAPeerThatKnowsNoTraces_HasNone()
    {
        CallFrame read = CallFrame.Read(new Call { Sequence = 1, Object = 2, Member = 3 }.ToByteArray());

        Assert.True(read.Trace.IsNone);
    }

    [Theory]
    [InlineData(TraceContext.MostParentBytes + 1, 5, false, true)]
    [InlineData(TraceContext.MostParentBytes, TraceContext.MostStateBytes + 1, true, false)]
    [InlineData(TraceContext.MostParentBytes, TraceContext.MostStateBytes, true, true)]
    public void Call_WithATraceThatIsTooLong_IsReadWithoutIt(int parent, int state, bool hasParent, bool hasState)
    {
        CallFrame read = CallFrame.Read(new Call { Sequence = 1, TraceParent = new string('p', parent), TraceState = new string('s', state) }.ToByteArray());

        Assert.Equal((1UL, hasParent, hasState), (read.Sequence, !read.Trace.IsNone, read.Trace.State is not null));
    }

    [Theory]
    [InlineData("", "x")]
    [InlineData(null, "x")]
    public void Context_WithoutAParent_IsNone(string? parent, string state) => Assert.True(TraceContext.Of(parent, state).IsNone);

    [Fact]
    public void Call_CutWithinItsTrace_IsMalformed()
    {
        byte[] bytes = new Call { TraceParent = Parent }.ToByteArray();

        Assert.Throws<ProtocolException>(() => CallFrame.Read(bytes.AsSpan(0, bytes.Length - 1)));
    }
}
