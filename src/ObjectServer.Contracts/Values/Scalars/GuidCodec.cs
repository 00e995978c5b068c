using ObjectServer.Wire;

namespace ObjectServer.Values.Scalars;

/// <summary>Guid, as 16 bytes in the order of RFC 9562.</summary>
internal sealed class GuidCodec : ValueCodec<Guid>
{
    private const int Size = 16;

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Binary;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, Guid value)
    {
        Span<byte> bytes = stackalloc byte[Size];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        writer.WriteBinary(bytes);
    }

    /// <inheritdoc/>
    public override Guid Read(ValueReader reader)
    {
        Span<byte> bytes = stackalloc byte[Size];
        reader.ReadBinary(bytes);
        return new Guid(bytes, bigEndian: true);
    }
}
