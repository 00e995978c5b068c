using System.Buffers;

namespace Grpc.Core;

/// <summary>Collects a message in an array, for a marshaller that writes to a context where an array is wanted.</summary>
internal sealed class ArraySerializationContext : SerializationContext
{
    private ArrayBufferWriter<byte>? _writer;
    private byte[]? _payload;

    public byte[] Payload => _payload ?? throw new InvalidOperationException("The serializer returned without completing the message.");

    public override void Complete(byte[] payload) => _payload = payload;

    public override IBufferWriter<byte> GetBufferWriter() => _writer ??= new();

    public override void SetPayloadLength(int payloadLength) => _writer ??= payloadLength > 0 ? new(payloadLength) : new();

    public override void Complete() => _payload = _writer is null ? [] : _writer.WrittenSpan.ToArray();
}
