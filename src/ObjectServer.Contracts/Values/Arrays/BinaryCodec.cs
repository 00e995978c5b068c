using ObjectServer.Wire;

namespace ObjectServer.Values.Arrays;

/// <summary>byte[].</summary>
internal sealed class BinaryCodec : ValueCodec<byte[]?>
{
    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Binary;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, byte[]? value)
    {
        if (value is null)
            writer.WriteNull();
        else
            writer.WriteBinary(value);
    }

    /// <inheritdoc/>
    public override byte[]? Read(ValueReader reader) => reader.ReadBinary();
}
