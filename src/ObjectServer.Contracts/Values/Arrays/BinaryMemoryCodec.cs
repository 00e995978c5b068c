using ObjectServer.Wire;

namespace ObjectServer.Values.Arrays;

/// <summary>Memory of bytes. Null arrives as empty: the type has no null.</summary>
internal sealed class BinaryMemoryCodec : ValueCodec<Memory<byte>>
{
    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Binary;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, Memory<byte> value) => writer.WriteBinary(value.Span);

    /// <inheritdoc/>
    public override Memory<byte> Read(ValueReader reader) => reader.ReadBinary() ?? [];
}
