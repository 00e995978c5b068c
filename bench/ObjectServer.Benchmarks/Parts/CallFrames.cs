using BenchmarkDotNet.Attributes;
using Google.Protobuf;
using ObjectServer.Wire;

namespace ObjectServer.Benchmarks.Parts;

/// <summary>A batch of 64 small calls, written and read: by hand over a pooled buffer, and by the code that protoc generates.</summary>
public class CallFrames
{
    /// <summary>Calls of a batch.</summary>
    public const int Calls = 64;

    private static readonly byte[] Arguments = [1, 0, 0, 0, 2, 0, 0, 0];

    // Kept, so that nothing can be left out.
    private ulong _sum;

    /// <summary>By hand.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public ulong Ours()
    {
        FrameBuffer buffer = FrameBuffer.Rent(1024);
        for (ulong i = 1; i <= Calls; i++)
        {
            var call = new CallFrame { Sequence = i, Object = 7, Member = 0x1234_5678_9ABC_DEF0 };
            call.Append(buffer, new PayloadSource(Arguments));
        }

        ulong sum = 0;
        var cursor = new FrameCursor(buffer.Span);
        while (cursor.MoveNext())
        {
            CallFrame call = CallFrame.Read(cursor.Body);
            sum += call.Sequence + (ulong)cursor.Body[call.ArgumentsOffset];
        }

        buffer.Release();
        return _sum = sum;
    }

    /// <summary>By generated code.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public ulong Theirs()
    {
        var batch = new FrameBatch();
        for (ulong i = 1; i <= Calls; i++)
        {
            batch.Frames.Add(new Frame
            {
                Call = new Call { Sequence = i, Object = 7, Member = 0x1234_5678_9ABC_DEF0, Arguments = ByteString.CopyFrom(Arguments) },
            });
        }

        ulong sum = 0;
        foreach (Frame frame in FrameBatch.Parser.ParseFrom(batch.ToByteArray()).Frames)
        {
            sum += frame.Call.Sequence + frame.Call.Arguments[0];
        }

        return _sum = sum;
    }
}
