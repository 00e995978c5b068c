using System.Buffers;
using Google.Protobuf;
using Grpc.Core;

namespace ObjectServer.Wire;

/// <summary>How batches of frames travel over gRPC: the method <c>Sessions.Link</c> with marshallers that hand buffers through unparsed.</summary>
internal static class FrameBatches
{
    /// <summary>Largest message of a lane that is accepted: an inline payload of 1 MiB with what may be batched before it.</summary>
    public const int MaxMessageBytes = 4 * 1024 * 1024;

    /// <summary>Largest message of a handshake that is accepted: ample for names, nonces, proofs and the reason of a refusal.</summary>
    public const int MaxHandshakeBytes = 64 * 1024;

    private static readonly Marshaller<FrameBuffer> Marshaller = new(Serialize, Deserialize);

    /// <summary>The duplex method that carries one lane.</summary>
    public static Method<FrameBuffer, FrameBuffer> Link { get; } =
        new(MethodType.DuplexStreaming, "objectserver.v1.Sessions", "Link", Marshaller, Marshaller);

    /// <summary>Appends any frame by its generated message.</summary>
    public static void Append(FrameBuffer buffer, FrameKind kind, IMessage message)
    {
        var writer = new FrameSpan(buffer, kind, message.CalculateSize());
        message.WriteTo(writer.Rest);
    }

    /// <summary>Sends one frame as a message by itself, on a lane that has no writer: one whose handshake is not over, or that is refused.</summary>
    /// <exception cref="IOException">The link is broken.</exception>
    public static async Task SendAsync(ILane lane, FrameKind kind, IMessage message, CancellationToken cancel)
    {
        FrameBuffer buffer = FrameBuffer.Rent(256);
        try
        {
            Append(buffer, kind, message);
            await lane.WriteAsync(buffer, cancel).ConfigureAwait(false);
        }
        finally
        {
            buffer.Release();
        }
    }

    private static void Serialize(FrameBuffer batch, SerializationContext context)
    {
        context.SetPayloadLength(batch.Length);
        context.GetBufferWriter().Write(batch.Span);
        context.Complete();
    }

    private static FrameBuffer Deserialize(DeserializationContext context)
    {
        ReadOnlySequence<byte> payload = context.PayloadAsReadOnlySequence();
        FrameBuffer buffer = FrameBuffer.Rent(context.PayloadLength);
        payload.CopyTo(buffer.Append(context.PayloadLength));
        return buffer;
    }
}
