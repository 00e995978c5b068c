using System.Buffers.Binary;
using ObjectServer.Wire;

namespace ObjectServer.Values.Scalars;

/// <summary>UInt128, as 16 little-endian bytes.</summary>
internal sealed class UInt128Codec : ValueCodec<UInt128>
{
    private const int Size = 16;

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Binary;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, UInt128 value)
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteUInt128LittleEndian(bytes, value);
        writer.WriteBinary(bytes);
    }

    /// <inheritdoc/>
    public override UInt128 Read(ValueReader reader)
    {
        Span<byte> bytes = stackalloc byte[Size];
        reader.ReadBinary(bytes);
        return BinaryPrimitives.ReadUInt128LittleEndian(bytes);
    }
}
