using System.Numerics;
using ObjectServer.Values;

namespace ObjectServer.Tests.Values;

public sealed class ScalarTests
{
    private enum Sparse : short
    {
        Some = 7,
    }

    private enum Wide : ulong
    {
        All = ulong.MaxValue,
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Boolean_EitherValue_ArrivesEqual(bool value) => Assert.Equal(value, Payloads.RoundTrip(value));

    [Fact]
    public void Integers_AtTheirEnds_ArriveEqual()
    {
        Same<sbyte>(sbyte.MinValue, -1, 0, 1, sbyte.MaxValue);
        Same<short>(short.MinValue, -1, 0, 1, short.MaxValue);
        Same<int>(int.MinValue, -65, -64, -1, 0, 1, 63, 64, 126, 127, 128, int.MaxValue);
        Same<long>(long.MinValue, -1, 0, 1, long.MaxValue);
        Same<byte>(0, 1, 126, 127, 128, byte.MaxValue);
        Same<ushort>(0, 1, ushort.MaxValue);
        Same<uint>(0, 1, uint.MaxValue);
        Same<ulong>(0, 1, ulong.MaxValue);
        Same('\0', 'a', '\uD800', '\uFFFF');
        Same(Int128.MinValue, Int128.NegativeOne, Int128.Zero, Int128.MaxValue);
        Same(UInt128.Zero, UInt128.One, UInt128.MaxValue);
        Same(BigInteger.Zero, BigInteger.MinusOne, 127, 128, -128, -129, BigInteger.Pow(3, 5000), -BigInteger.Pow(3, 5000));
    }

    [Fact]
    public void Enums_WithAndWithoutNames_ArriveEqual()
    {
        Same(Sparse.Some, (Sparse)(-3), (Sparse)short.MaxValue);
        Same(Wide.All, (Wide)5);
        Same(DayOfWeek.Friday, (DayOfWeek)int.MinValue);
    }

    [Fact]
    public void Floats_OfAnyBits_ArriveBitForBit()
    {
        uint[] singles = [0, 0x8000_0000, 1, 0x7F80_0000, 0xFF80_0000, 0x7FC0_0000, 0x7F80_0001, 0xFFFF_FFFF, 0x3F80_0000];
        ulong[] doubles = [0, 1UL << 63, 1, 0x7FF0_0000_0000_0000, 0x7FF8_0000_0000_0000, 0x7FF0_0000_0000_0001, ulong.MaxValue];

        foreach (uint bits in singles)
            Assert.Equal(bits, BitConverter.SingleToUInt32Bits(Payloads.RoundTrip(BitConverter.UInt32BitsToSingle(bits))));
        foreach (ulong bits in doubles)
            Assert.Equal(bits, BitConverter.DoubleToUInt64Bits(Payloads.RoundTrip(BitConverter.UInt64BitsToDouble(bits))));
    }

    [Fact]
    public void Half_EveryOne_ArrivesBitForBit()
    {
        for (int bits = 0; bits <= ushort.MaxValue; bits++)
        {
            Half value = BitConverter.UInt16BitsToHalf((ushort)bits);
            Assert.Equal(bits, BitConverter.HalfToUInt16Bits(Payloads.Read<Half>(Payloads.Write(value))));
        }
    }

    [Fact]
    public void Half_OfADoubleThatIsNone_IsRefused() => Refused<Half>(Payloads.Write(0.1), "out of range");

    [Fact]
    public void Decimal_OfAnyScale_ArrivesBitForBit()
    {
        decimal[] values = [0m, -0.0m, 1.000m, decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m];

        foreach (decimal value in values)
            Assert.Equal(decimal.GetBits(value), decimal.GetBits(Payloads.RoundTrip(value)));
    }

    [Fact]
    public void Decimal_WithImpossibleFlags_IsRefused()
    {
        byte[] bits = new byte[16];
        bits[14] = 29;

        Refused<decimal>(Payloads.Write(bits), "flags of a decimal");
    }

    [Fact]
    public void Guid_Any_ArrivesEqual() => Same(Guid.Empty, Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"));

    [Fact]
    public void Times_AtTheirEnds_ArriveEqual()
    {
        Same(TimeSpan.MinValue, TimeSpan.Zero, TimeSpan.MaxValue);
        Same(DateOnly.MinValue, DateOnly.MaxValue);
        Same(TimeOnly.MinValue, TimeOnly.MaxValue);
        Same(
            DateTimeOffset.MinValue,
            DateTimeOffset.MaxValue,
            new DateTimeOffset(2000, 2, 29, 1, 2, 3, TimeSpan.FromHours(14)),
            new DateTimeOffset(2000, 2, 29, 1, 2, 3, TimeSpan.FromMinutes(-839)));
    }

    [Theory]
    [InlineData(DateTimeKind.Unspecified)]
    [InlineData(DateTimeKind.Utc)]
    [InlineData(DateTimeKind.Local)]
    public void DateTime_OfAnyKind_KeepsTicksAndKind(DateTimeKind kind)
    {
        DateTime[] values = [DateTime.MinValue, DateTime.MaxValue, new(638_000_000_000_000_001)];

        foreach (DateTime value in values)
        {
            DateTime arrived = Payloads.RoundTrip(DateTime.SpecifyKind(value, kind));
            Assert.Equal((value.Ticks, kind), (arrived.Ticks, arrived.Kind));
        }
    }

    [Fact]
    public void Times_OutOfRange_AreRefused()
    {
        Refused<DateTime>(Payloads.Write(w => w.WriteTime(-1)), "out of range");
        Refused<DateTime>(Payloads.Write(w => w.WriteTime(long.MaxValue)), "out of range");
        Refused<DateTime>(Payloads.Write(w => w.WriteTime(0, kind: 3)), "out of range");
        Refused<DateTimeOffset>(Payloads.Write(w => w.WriteTime(0, 1)), "out of range");
        Refused<DateTimeOffset>(Payloads.Write(w => w.WriteTime(DateTime.MaxValue.Ticks, 841)), "out of range");
        Refused<DateTimeOffset>(Payloads.Write(w => w.WriteTime(DateTime.MaxValue.Ticks, -1)), "out of range");
        Refused<DateTimeOffset>(Payloads.Write(w => w.WriteTime(0, int.MinValue)), "out of range");
        Refused<DateOnly>(Payloads.Write(w => w.WriteTime(long.MinValue)), "out of range");
        Refused<TimeOnly>(Payloads.Write(w => w.WriteTime(TimeSpan.TicksPerDay)), "out of range");
    }

    [Fact]
    public void Integers_BeyondTheDeclaredType_AreRefused()
    {
        Refused<sbyte>(Payloads.Write(128L), "out of range");
        Refused<short>(Payloads.Write(-32769L), "out of range");
        Refused<int>(Payloads.Write(1L << 31), "out of range");
        Refused<byte>(Payloads.Write(256UL), "out of range");
        Refused<char>(Payloads.Write(65536UL), "out of range");
        Refused<uint>(Payloads.Write(1UL << 32), "out of range");
        Refused<Sparse>(Payloads.Write(32768L), "out of range");
    }

    [Fact]
    public void Nullable_NullOrNot_ArrivesEqual()
    {
        Same<int?>(null, 5);
        Same<DateTime?>(null, DateTime.MaxValue);
        Same<DayOfWeek?>(null, DayOfWeek.Monday);
        Same<bool?>(null, true, false);
        Assert.Null(Payloads.RoundTrip<Memory<double>?>(null));
        Assert.Equal(new[] { 1.5 }, Payloads.Read<Memory<double>?>(Payloads.Write<Memory<double>?>(new[] { 1.5 }))!.Value.ToArray());
    }

    [Fact]
    public void Null_WhereTheTypeHasNone_IsRefused()
    {
        byte[] payload = Payloads.Write(w => w.WriteNull());

        Refused<int>(payload, "Expected a value of kind integer, found null.");
        Refused<BigInteger>(payload, "null");
        Refused<Guid>(payload, "null");
        Assert.Throws<ArgumentEncodingException>(() => Payloads.Write(w => ValueCodecs.Of(typeof(int)).WriteBoxed(w, null)));
    }

    [Fact]
    public void OtherKind_ThanDeclared_NamesBoth() =>
        Refused<int>(Payloads.Write("five"), "Expected a value of kind integer, found text.");

    [Fact]
    public void OtherType_Boxed_NamesBoth()
    {
        ArgumentEncodingException error = Assert.Throws<ArgumentEncodingException>(
            () => Payloads.Write(w => ValueCodecs.Of(typeof(int)).WriteBoxed(w, "five")));

        Assert.Equal("System.String is not a value of System.Int32.", error.Message);
    }

    internal static void Refused<T>(byte[] payload, string reason) =>
        Assert.Contains(reason, Assert.Throws<ArgumentEncodingException>(() => Payloads.Read<T>(payload)).Message, StringComparison.Ordinal);

    private static void Same<T>(params T[] values)
    {
        foreach (T value in values)
            Assert.Equal(value, Payloads.RoundTrip(value));
    }
}
