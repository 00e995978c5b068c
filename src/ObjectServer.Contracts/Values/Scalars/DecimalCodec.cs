using System.Runtime.InteropServices;
using ObjectServer.Wire;

namespace ObjectServer.Values.Scalars;

/// <summary>decimal, as the four little-endian words of its bits: its scale and the sign of zero stay.</summary>
internal sealed class DecimalCodec : ValueCodec<decimal>
{
    private const int Words = 4;
    private const int SignAndScale = unchecked((int)0x80FF0000);
    private const int MaxScale = 28;

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Binary;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, decimal value)
    {
        Span<int> words = stackalloc int[Words];
        decimal.GetBits(value, words);
        writer.WriteBinary(MemoryMarshal.AsBytes(words));
    }

    /// <inheritdoc/>
    public override decimal Read(ValueReader reader)
    {
        Span<int> words = stackalloc int[Words];
        reader.ReadBinary(MemoryMarshal.AsBytes(words));
        int flags = words[3];
        if ((flags & ~SignAndScale) != 0 || ((flags >> 16) & 0xFF) > MaxScale)
            Fault.Throw($"0x{flags:X8} are not the flags of a decimal");

        return new decimal(words);
    }
}
