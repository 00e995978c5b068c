using System.Numerics;
using ObjectServer.Wire;

namespace ObjectServer.Values.Scalars;

/// <summary>BigInteger, as its shortest little-endian two's complement form.</summary>
internal sealed class BigIntegerCodec : ValueCodec<BigInteger>
{
    private const int SmallBytes = 64;

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Binary;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, BigInteger value)
    {
        Span<byte> bytes = stackalloc byte[SmallBytes];
        if (value.TryWriteBytes(bytes, out int written))
            writer.WriteBinary(bytes[..written]);
        else
            writer.WriteBinary(value.ToByteArray());
    }

    /// <inheritdoc/>
    public override BigInteger Read(ValueReader reader)
    {
        try
        {
            return reader.ReadBinary() is byte[] bytes ? new BigInteger(bytes) : throw Fault.Malformed("null is not a number");
        }
        catch (OverflowException e)
        {
            throw new ArgumentEncodingException("The number has more bits than BigInteger can have.", null, e);
        }
    }
}
