using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Memory;

/// <summary>Bytes of a segment, without an array of their own on either side.</summary>
internal sealed class PassingBytesCodec : ValueCodec<PassingBytes?>
{
    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Binary;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, PassingBytes? value)
    {
        if (value is null)
        {
            writer.WriteNull();
            return;
        }

        writer.WriteBinary(value.Memory.Span);
        value.Dispose();
    }

    /// <inheritdoc/>
    public override PassingBytes? Read(ValueReader reader) => reader.TryReadBinary(out var content) ? PassingBytes.Of(content) : null;
}
