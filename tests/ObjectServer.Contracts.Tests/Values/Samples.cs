using System.Numerics;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Tests.Values;

/// <summary>A payload with a value of every kind, and how to read it as what it was written as, or as anything else.</summary>
internal static class Samples
{
    public static readonly Type[] Types =
    [
        typeof(bool), typeof(sbyte), typeof(int), typeof(long), typeof(byte), typeof(ulong), typeof(char), typeof(float), typeof(double),
        typeof(Half), typeof(string), typeof(Guid), typeof(decimal), typeof(BigInteger), typeof(Int128), typeof(DateTime),
        typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly), typeof(TimeOnly), typeof(DayOfWeek), typeof(int?), typeof(byte[]),
        typeof(double[]), typeof(int[,,]), typeof(bool[]), typeof(Memory<short>), typeof(ReadOnlyMemory<byte>), typeof(ContractDescription),
        typeof(ReferenceTests.INode), typeof(List<ReferenceTests.INode?>), typeof(Dictionary<string, (int, double[])>), typeof(Version),
        typeof(Tree),
    ];

    public static readonly FakeReferences References = new();

    public static byte[] Write(int padding = 0) => Payloads.Write(
        writer =>
        {
            if (padding > 0)
                writer.WriteBinary(new byte[padding]);

            foreach ((Type type, object? value) in Values())
                ValueCodecs.Of(type).WriteBoxed(writer, value);
        },
        References);

    /// <summary>Reads all values back as text, for comparison.</summary>
    public static string ReadAll(ValueReader reader)
    {
        var text = new System.Text.StringBuilder();
        foreach (Type type in Types)
            text.Append(Describe(ValueCodecs.Of(type).ReadBoxed(reader))).Append(';');

        Assert.True(reader.AtEnd);
        return text.ToString();
    }

    private static string Describe(object? value) => value switch
    {
        Array array => $"{array.Length}:{string.Join(',', array.Cast<object>())}",
        Memory<short> memory => string.Join(',', memory.ToArray()),
        ReadOnlyMemory<byte> memory => Convert.ToHexString(memory.Span),
        Dictionary<string, (int, double[])> map => string.Join(',', map.Select(pair => $"{pair.Key}={pair.Value.Item1}/{Describe(pair.Value.Item2)}")),
        System.Collections.IEnumerable list and not string => string.Join(',', list.Cast<object>()),
        _ => value?.ToString() ?? "null",
    };

    private static IEnumerable<(Type, object?)> Values()
    {
        object?[] values =
        [
            true, (sbyte)-5, int.MinValue, 1L << 40, (byte)200, ulong.MaxValue, 'x', 1.5f, Math.PI,
            (Half)0.5, "Grüße, 🎲! " + new string('é', 60), Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), 12.50m, BigInteger.Pow(3, 90), Int128.MinValue, new DateTime(5, DateTimeKind.Utc),
            new DateTimeOffset(2024, 2, 29, 1, 2, 3, TimeSpan.FromHours(-3)), TimeSpan.FromSeconds(-5), new DateOnly(2024, 2, 29), new TimeOnly(1, 2), DayOfWeek.Friday, null, new byte[] { 1, 2, 3 },
            new[] { 1.5, 2.5 }, new int[2, 1, 3], new[] { true, false }, new Memory<short>([1, 2]), new ReadOnlyMemory<byte>([9]), new ContractDescription { Name = "c", Fingerprint = 5 },
            new Node(), new List<ReferenceTests.INode?> { new Node(), null }, new Dictionary<string, (int, double[])> { ["k\u00e4"] = (1, [double.NaN, 2]) }, new Version(1, 2),
            new Tree("root", [new Tree("leaf", [])]),
        ];
        return Types.Zip(values);
    }

    internal sealed record Tree(string Name, IReadOnlyList<Tree> Children)
    {
        public override string ToString() => $"{Name}({string.Join(',', Children)})";
    }

    private sealed class Node : ReferenceTests.INode
    {
        public int Number => 1;

        public ReferenceTests.INode? Next { get; set; }
    }
}
