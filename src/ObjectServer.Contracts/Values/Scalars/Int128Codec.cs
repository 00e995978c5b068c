using System.Buffers.Binary;
using ObjectServer.Wire;

namespace ObjectServer.Values.Scalars;

/// <summary>Int128, as 16 little-endian bytes.</summary>
internal sealed class Int128Codec : ValueCodec<Int128>
{
    private const int Size = 16;

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Binary;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, Int128 value)
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteInt128LittleEndian(bytes, value);
        writer.WriteBinary(bytes);
    }

    /// <inheritdoc/>
    public override Int128 Read(ValueReader reader)
    {
        Span<byte> bytes = stackalloc byte[Size];
        reader.ReadBinary(bytes);
        return BinaryPrimitives.ReadInt128LittleEndian(bytes);
    }
}
