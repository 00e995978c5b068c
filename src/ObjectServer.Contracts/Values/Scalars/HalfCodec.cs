using ObjectServer.Wire;

namespace ObjectServer.Values.Scalars;

/// <summary>
/// Half, as the double of the same value. The conversions of .NET make every NaN a quiet one; here its bits stay. A double that
/// is not the value of a Half is refused, never rounded.
/// </summary>
internal sealed class HalfCodec : ValueCodec<Half>
{
    private const ulong DoubleNaN = 0x7FF0_0000_0000_0000;
    private const ushort HalfNaN = 0x7C00;
    private const ushort HalfMantissa = 0x03FF;
    private const int MantissaShift = 52 - 10;

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Real;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, Half value)
    {
        ushort bits = BitConverter.HalfToUInt16Bits(value);
        writer.WriteReal(Half.IsNaN(value)
            ? BitConverter.UInt64BitsToDouble(((ulong)(bits & 0x8000) << 48) | DoubleNaN | ((ulong)(bits & HalfMantissa) << MantissaShift))
            : (double)value);
    }

    /// <inheritdoc/>
    public override Half Read(ValueReader reader)
    {
        double wide = reader.ReadReal();
        if (!double.IsNaN(wide))
        {
            var value = (Half)wide;
            return (double)value == wide ? value : throw Fault.OutOfRange<Half>(wide);
        }

        ulong bits = BitConverter.DoubleToUInt64Bits(wide);
        ushort mantissa = (ushort)((bits >> MantissaShift) & HalfMantissa);
        return mantissa == 0
            ? (Half)wide
            : BitConverter.UInt16BitsToHalf((ushort)((bits >> 48 & 0x8000) | HalfNaN | mantissa));
    }
}
