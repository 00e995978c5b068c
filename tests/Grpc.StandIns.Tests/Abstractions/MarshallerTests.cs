using System.Text;
using Grpc.Core;

namespace Grpc.StandIns.Tests.Abstractions;

public sealed class MarshallerTests
{
    /// <summary>Marshallers of text made in each way.</summary>
    public static TheoryData<Marshaller<string>> All =>
    [
        Marshallers.StringMarshaller,
        Marshallers.Create(Encoding.UTF8.GetBytes, Encoding.UTF8.GetString),
        Marshallers.Create<string>(
            (text, context) => context.Complete(Encoding.UTF8.GetBytes(text)),
            context => Encoding.UTF8.GetString(context.PayloadAsNewBuffer())),
        Marshallers.Create<string>(Write, context => Encoding.UTF8.GetString(context.PayloadAsReadOnlySequence())),
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void Marshaller_OverArrays_RoundTrips(Marshaller<string> marshaller)
    {
        byte[] bytes = marshaller.Serializer("hé");

        Assert.Equal("hé"u8.ToArray(), bytes);
        Assert.Equal("hé", marshaller.Deserializer(bytes));
        Assert.Empty(marshaller.Serializer(""));
    }

    [Fact]
    public void Serializer_ContextNeverCompleted_Fails()
    {
        Marshaller<string> marshaller = Marshallers.Create<string>((_, context) => context.GetBufferWriter(), _ => "");

        Assert.Throws<InvalidOperationException>(() => marshaller.Serializer("x"));
    }

    [Fact]
    public void Constructor_FunctionMissing_IsRefused()
    {
        Assert.Throws<ArgumentNullException>(() => new Marshaller<string>(null!, Encoding.UTF8.GetString));
        Assert.Throws<ArgumentNullException>(() => new Marshaller<string>(Write, null!));
    }

    private static void Write(string text, SerializationContext context)
    {
        context.SetPayloadLength(Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, context.GetBufferWriter());
        context.Complete();
    }
}
