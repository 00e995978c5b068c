using System.Buffers;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Memory;

/// <summary>Bytes of a segment, without an array of their own on either side; large ones are not copied at all.</summary>
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

        writer.WriteBinary(value.Bytes);
        value.Dispose();
    }

    /// <inheritdoc/>
    public override PassingBytes? Read(ValueReader reader)
    {
        if (!reader.TryReadBinary(out ReadOnlySequence<byte> content)) return null;
        return reader.Keep() is { } kept ? new PassingBytes(content, kept) : PassingBytes.CopyOf(content);
    }
}
