using ObjectServer.Wire;

namespace ObjectServer.Values.Arrays;

/// <summary>ReadOnlyMemory of bytes. Null arrives as empty: the type has no null.</summary>
internal sealed class BinaryReadOnlyMemoryCodec : ValueCodec<ReadOnlyMemory<byte>>
{
    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Binary;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, ReadOnlyMemory<byte> value) => writer.WriteBinary(value.Span);

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Read(ValueReader reader) => reader.ReadBinary() ?? [];
}
