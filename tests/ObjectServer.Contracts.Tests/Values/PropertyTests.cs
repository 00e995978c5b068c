using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace ObjectServer.Tests.Values;

/// <summary>Values of every kind, drawn at random, arrive equal. A failure prints the seed that repeats it.</summary>
public sealed class PropertyTests
{
    private static readonly Config Checked = Config.QuickThrowOnFailure.WithMaxTest(300);

    private static readonly Arbitrary<string> Text = ArbMap.Default.ArbFor<string>().Filter(IsWellFormed);

    [Fact]
    public void Scalars_AtRandom_ArriveEqual()
    {
        RoundTrips<bool>();
        RoundTrips<sbyte>();
        RoundTrips<short>();
        RoundTrips<int>();
        RoundTrips<long>();
        RoundTrips<byte>();
        RoundTrips<ushort>();
        RoundTrips<uint>();
        RoundTrips<ulong>();
        RoundTrips<char>();
        RoundTrips<float>();
        RoundTrips<double>();
        RoundTrips<decimal>();
        RoundTrips<Guid>();
        RoundTrips<BigInteger>();
        RoundTrips<DateTime>();
        RoundTrips<TimeSpan>();
        RoundTrips<DayOfWeek>();
        RoundTrips<int?>();
        RoundTrips<double?>();
    }

    [Fact]
    public void Floats_OfRandomBits_ArriveBitForBit()
    {
        Check.One(Checked, Prop.ForAll(ArbMap.Default.ArbFor<ulong>(), bits =>
            BitConverter.DoubleToUInt64Bits(Payloads.Read<double>(Payloads.Write(BitConverter.UInt64BitsToDouble(bits * 0x9E37_79B9_7F4A_7C15)))) == bits * 0x9E37_79B9_7F4A_7C15));
        Check.One(Checked, Prop.ForAll(ArbMap.Default.ArbFor<uint>(), bits =>
            BitConverter.SingleToUInt32Bits(Payloads.Read<float>(Payloads.Write(BitConverter.UInt32BitsToSingle(bits * 0x9E37_79B9)))) == bits * 0x9E37_79B9));
    }

    [Fact]
    public void Texts_AtRandom_ArriveEqual()
    {
        Check.One(Checked, Prop.ForAll(Text, text => Payloads.Read<string>(Payloads.Write(text)) == text));
        Check.One(Checked, Prop.ForAll(Text.Array(), texts => Payloads.Read<string[]>(Payloads.Write(texts)).SequenceEqual(texts)));
    }

    [Fact]
    public void Texts_OfAnyCharacters_ArriveEqualOrAreRefused() => Check.One(Checked, Prop.ForAll(ArbMap.Default.ArbFor<char[]>(), characters =>
    {
        // Drawn from a small range around the surrogates.
        string text = new([.. characters.Select(c => (char)(0xD7F0 + c % 0x850))]);
        return IsWellFormed(text)
            ? Payloads.Read<string>(Payloads.Write(text)) == text
            : Record.Exception(() => Payloads.Write(text)) is ArgumentEncodingException
                && Record.Exception(() => Payloads.Write<string[]>([text])) is ArgumentEncodingException;
    }));

    [Fact]
    public void Arrays_AtRandom_ArriveEqual()
    {
        Arrays<byte>();
        Arrays<sbyte>();
        Arrays<short>();
        Arrays<ushort>();
        Arrays<int>();
        Arrays<uint>();
        Arrays<long>();
        Arrays<ulong>();
        Arrays<float>();
        Arrays<double>();
        Arrays<bool>();
        Arrays<char>();
        RoundTrips<int[,]>();
        RoundTrips<double[,]>();
    }

    [Fact]
    public void Structures_AtRandom_ArriveEqual()
    {
        var scores = ArbMap.Default.ArbFor<Dictionary<int, double>>();
        var numbers = ArbMap.Default.ArbFor<List<long>>();
        Gen<Sheet> sheets =
            from name in Text.Generator
            from number in ArbMap.Default.GeneratorFor<int?>()
            from list in numbers.Generator
            from map in scores.Generator
            from pair in ArbMap.Default.GeneratorFor<(decimal, Guid)>()
            from depth in Gen.Choose(0, 3)
            select Nest(new Sheet(name, number, list, map, pair, null), depth);

        Check.One(Checked, Prop.ForAll(sheets.ToArbitrary(), sheet => Payloads.Read<Sheet>(Payloads.Write(sheet)).Matches(sheet)));
        Check.One(Checked, Prop.ForAll(sheets.ListOf().ToArbitrary(), list =>
            Payloads.Read<IReadOnlyList<Sheet>>(Payloads.Write<IReadOnlyList<Sheet>>([.. list])).Zip(list).All(pair => pair.First.Matches(pair.Second))));
    }

    private static Sheet Nest(Sheet sheet, int depth) => depth == 0 ? sheet : sheet with { Inner = Nest(sheet, depth - 1) };

    private static bool IsWellFormed(string? text)
    {
        for (int i = 0; i < text?.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[++i])))
                return false;
        }

        return true;
    }

    private static void RoundTrips<T>() =>
        Check.One(Checked, Prop.ForAll(ArbMap.Default.ArbFor<T>(), value => Assert.Equal(value, Payloads.RoundTrip(value))));

    private static void Arrays<T>()
        where T : unmanaged
    {
        RoundTrips<T[]>();
        Check.One(Checked, Prop.ForAll(ArbMap.Default.ArbFor<T[]>(), array =>
            Payloads.Read<Memory<T>>(Payloads.Write<Memory<T>>(array)).ToArray().SequenceEqual(array)));
    }

    internal sealed record Sheet(string? Name, int? Number, List<long> Numbers, Dictionary<int, double> Scores, (decimal, Guid) Pair, Sheet? Inner)
    {
        public bool Matches(Sheet? other) => other is not null
            && (Name, Number, Pair) == (other.Name, other.Number, other.Pair)
            && Numbers.SequenceEqual(other.Numbers)
            && Scores.OrderBy(pair => pair.Key).SequenceEqual(other.Scores.OrderBy(pair => pair.Key))
            && (Inner is null ? other.Inner is null : Inner.Matches(other.Inner));
    }
}
