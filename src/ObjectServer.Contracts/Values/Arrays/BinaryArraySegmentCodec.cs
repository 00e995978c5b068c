using ObjectServer.Wire;

namespace ObjectServer.Values.Arrays;

/// <summary>ArraySegment of bytes. Null arrives as empty: the type has no null.</summary>
internal sealed class BinaryArraySegmentCodec : ValueCodec<ArraySegment<byte>>
{
    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Binary;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, ArraySegment<byte> value) => writer.WriteBinary(value.AsSpan());

    /// <inheritdoc/>
    public override ArraySegment<byte> Read(ValueReader reader) => reader.ReadBinary() ?? [];
}
