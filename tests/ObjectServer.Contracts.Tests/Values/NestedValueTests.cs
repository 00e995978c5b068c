using System.Collections;
using System.Runtime.CompilerServices;
using FsCheck;
using FsCheck.Fluent;
using ObjectServer.Contract;
using ObjectServer.Values;

namespace ObjectServer.Tests.Values;

/// <summary>Values of any supported kind, nested up to five deep, arrive equal. A failure prints the number that draws the value again.</summary>
public sealed class NestedValueTests
{
    private const int Deepest = 5;

    [Theory]
    [InlineData(0, 300)]
    [InlineData(1, 200)]
    [InlineData(2, 100)]
    [InlineData(3, 60)]
    [InlineData(4, 60)]
    [InlineData(Deepest, 60)]
    public void Values_OfAnyTypeThatDeep_ArriveEqual(int depth, int cases) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(cases),
            Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), number => ArrivesEqual(number, depth)));

    [Fact]
    public void Values_ThatDiffer_AreSeenToDiffer()
    {
        Assert.False(AreEqual(new List<int[]> { new[] { 1 } }, new List<int[]> { new[] { 2 } }));
        Assert.False(AreEqual(new Dictionary<string, double> { ["a"] = 1 }, new Dictionary<string, double> { ["b"] = 1 }));
        Assert.False(AreEqual(new DrawnValues.Holder<int[]>([1], null, []), new DrawnValues.Holder<int[]>([1], null, [2])));
        Assert.False(AreEqual((1, new[] { "a" }), (1, new[] { "b" })));
        Assert.True(AreEqual((1, new[] { "a" }), (1, new[] { "a" })));
        Assert.False(AreEqual(-0.0, 0.0));
    }

    private static void ArrivesEqual(int number, int depth)
    {
        var drawn = new DrawnValues(new Random(number));
        Type type = drawn.Type(depth);
        object? value = drawn.Value(type);
        var references = new FakeReferences();
        ValueCodec codec = ValueCodecs.Of(type);

        byte[] payload = Payloads.Write(writer => codec.WriteBoxed(writer, value), references);
        ValueReader reader = Payloads.Reader(payload, references);
        object? arrived = codec.ReadBoxed(reader);

        Assert.True(AreEqual(value, arrived), $"A value of {TypeNames.Of(type)} arrived changed: number {number}, depth {depth}.");
        Assert.True(reader.AtEnd);
    }

    private static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (float a, float b) => BitConverter.SingleToUInt32Bits(a) == BitConverter.SingleToUInt32Bits(b),
        (double a, double b) => BitConverter.DoubleToUInt64Bits(a) == BitConverter.DoubleToUInt64Bits(b),
        (string a, string b) => a == b,
        (IDictionary a, IDictionary b) => a.Count == b.Count && a.Keys.Cast<object>().All(key => b.Contains(key) && AreEqual(a[key], b[key])),
        (IEnumerable a, IEnumerable b) => AreEqual([.. a.Cast<object?>()], [.. b.Cast<object?>()]),
        (ITuple a, ITuple b) => a.Length == b.Length && Enumerable.Range(0, a.Length).All(i => AreEqual(a[i], b[i])),
        _ when IsStructure(left.GetType()) => left.GetType() == right.GetType()
            && left.GetType().GetProperties().All(property => AreEqual(property.GetValue(left), property.GetValue(right))),
        _ => left.Equals(right),
    };

    private static bool AreEqual(object?[] left, object?[] right) =>
        left.Length == right.Length && left.Zip(right).All(pair => AreEqual(pair.First, pair.Second));

    private static bool IsStructure(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() is { } shape
        && (shape == typeof(DrawnValues.Holder<>) || shape == typeof(DrawnValues.HolderStruct<>) || shape == typeof(KeyValuePair<,>));
}
