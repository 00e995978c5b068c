using System.Numerics;
using System.Runtime.InteropServices;
using Google.Protobuf;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Tests.Values;

/// <summary>Our bytes against those of the generated classes, both ways.</summary>
public sealed class WireCompatibilityTests
{
    [Fact]
    public void Scalars_OfEveryKind_HaveTheBytesOfTheGeneratedClasses()
    {
        Same<bool>(false, new Value { Boolean = false });
        Same<bool>(true, new Value { Boolean = true });
        foreach (long number in (long[])[0, -1, 1, 63, 64, -64, -65, int.MinValue, int.MaxValue, long.MinValue, long.MaxValue])
            Same(number, new Value { Integer = number });
        foreach (ulong number in (ulong[])[0, 1, 127, 128, 16383, 16384, uint.MaxValue, ulong.MaxValue])
            Same(number, new Value { Unsigned = number });
        foreach (float number in (float[])[0, -0f, 1.5f, float.NaN, float.NegativeInfinity, float.Epsilon])
            Same(number, new Value { Single = number });
        foreach (double number in (double[])[0, -0.0, 1.5, double.NaN, double.PositiveInfinity, double.Epsilon])
            Same(number, new Value { Real = number });

        Same('€', new Value { Unsigned = '€' });
        Same((Half)1.5, new Value { Real = 1.5 });
        Same(DayOfWeek.Tuesday, new Value { Integer = 2 });
        Same<int?>(null, new Value { Null = true });
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("Gänsefüßchen, 雪, 🎲")]
    public void Text_OfAnyLength_HasTheBytesOfTheGeneratedClasses(string text)
    {
        foreach (int repeat in (int[])[1, 2, 5, 20, 41, 42, 43, 1000, 100_000])
        {
            string value = string.Concat(Enumerable.Repeat(text, repeat));
            Same(value, new Value { Text = value });
        }

        for (int length = 30; length < 140; length++)
            Same(new string('x', length), new Value { Text = new string('x', length) });
    }

    [Fact]
    public void Binary_OfEveryType_HasTheBytesOfTheGeneratedClasses()
    {
        var guid = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");

        Same<byte[]>([], new Value { Binary = ByteString.Empty });
        Same<byte[]>([1, 2, 3], new Value { Binary = ByteString.CopyFrom(1, 2, 3) });
        Same(guid, new Value { Binary = ByteString.CopyFrom(Convert.FromHexString("00112233445566778899AABBCCDDEEFF")) });
        Same(-1.5m, new Value { Binary = ByteString.CopyFrom(Convert.FromHexString("0F000000000000000000000000000180")) });
        Same(new BigInteger(-129), new Value { Binary = ByteString.CopyFrom(0x7F, 0xFF) });
        Same(BigInteger.Zero, new Value { Binary = ByteString.CopyFrom(0) });
        Same((Int128)(-2), new Value { Binary = ByteString.CopyFrom(Convert.FromHexString("FEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF")) });
        Same((UInt128)258, new Value { Binary = ByteString.CopyFrom(Convert.FromHexString("02010000000000000000000000000000")) });
    }

    [Fact]
    public void Numbers_OfAnyRank_HaveTheBytesOfTheGeneratedClasses()
    {
        Same<double[]>([], Numbers(ElementType.Double, [], 0));
        Same<double[]>([1.5, double.NaN], Numbers(ElementType.Double, AsBytes([1.5, double.NaN]), 2));
        Same(new int[,] { { 1, 2, 3 }, { 4, 5, 6 } }, Numbers(ElementType.Int32, AsBytes([1, 2, 3, 4, 5, 6]), 2, 3));
        Same(new byte[2, 0], Numbers(ElementType.Byte, [], 2, 0));
        Same<bool[]>([true, false], Numbers(ElementType.Boolean, [1, 0], 2));
        Same<char[]>(['a', '\uD800'], Numbers(ElementType.Char, [0x61, 0, 0, 0xD8], 2));
        Same<Half[]>([(Half)1], Numbers(ElementType.Half, [0, 0x3C], 1));
        Same(new sbyte[300], Numbers(ElementType.Sbyte, new byte[300], 300));
        Same(new long[,,] { { { -1 } } }, Numbers(ElementType.Int64, AsBytes([-1L]), 1, 1, 1));
    }

    [Fact]
    public void Times_OfEveryType_HaveTheBytesOfTheGeneratedClasses()
    {
        var local = new DateTime(638_000_000_000_000_001, DateTimeKind.Local);
        var offset = new DateTimeOffset(2024, 2, 29, 12, 0, 0, TimeSpan.FromMinutes(-90));

        Same(local, new Value { Time = new Time { Ticks = local.Ticks, Kind = 2 } });
        Same(DateTime.MinValue, new Value { Time = new Time() });
        Same(offset, new Value { Time = new Time { Ticks = offset.Ticks, OffsetMinutes = -90 } });
        Same(TimeSpan.FromTicks(-1), new Value { Time = new Time { Ticks = -1 } });
        Same(new DateOnly(2024, 2, 29), new Value { Time = new Time { Ticks = new DateOnly(2024, 2, 29).DayNumber } });
        Same(TimeOnly.MaxValue, new Value { Time = new Time { Ticks = TimeOnly.MaxValue.Ticks } });
    }

    [Fact]
    public void Reference_Any_HasTheBytesOfTheGeneratedClasses()
    {
        ObjectReference[] references =
        [
            default,
            new(Guid.NewGuid(), 1, 2, 3),
            new(Guid.NewGuid(), ulong.MaxValue, ulong.MaxValue, ulong.MaxValue),
        ];

        foreach (ObjectReference reference in references)
        {
            byte[] expected = Payloads.Of(new Value { Reference = ReferenceMessages.Write(reference) });
            Assert.Equal(expected, Payloads.Write(w => w.WriteReference(reference)));

            ObjectReference? read = Payloads.Reader(expected).ReadReference();
            Assert.Equal((reference, reference.Contract), (read!.Value, read.Value.Contract));
        }
    }

    [Fact]
    public void Message_Any_HasTheBytesOfTheGeneratedClasses()
    {
        var message = new ContractDescription { Name = "n", Fingerprint = 7, Members = { new MemberDescription { Name = "m" } } };

        Same(message, new Value { Message = message.ToByteString() });
        Same(new ContractDescription(), new Value { Message = ByteString.Empty });
    }

    [Fact]
    public void Json_WithAndWithoutReferences_HasTheBytesOfTheGeneratedClasses()
    {
        Same(new Version(1, 2), new Value { Json = new Json { Utf8 = ByteString.CopyFromUtf8("\"1.2\"") } });
        Same(new Dictionary<string, double[]> { ["ä"] = [1, double.NaN] }, new Value { Json = new Json { Utf8 = ByteString.CopyFromUtf8("{\"ä\":[1,\"NaN\"]}") } });
    }

    [Fact]
    public void Markers_Any_HaveTheBytesOfTheGeneratedClasses()
    {
        Assert.Equal(Payloads.Of(new Value { Missing = true }), Payloads.Write(w => w.WriteMissing()));
        Assert.Equal(Payloads.Of(new Value { Progress = 300 }), Payloads.Write(w => w.WriteProgress(300)));
        Assert.Equal(Payloads.Of(new Value { Null = true }), Payloads.Write(w => w.WriteNull()));
        Assert.Equal(300u, Payloads.Reader(Payloads.Of(new Value { Progress = 300 })).ReadProgress());
    }

    [Fact]
    public void EmptyItem_FromAnotherEncoder_IsNull()
    {
        byte[] payload = Payloads.Of(new Value(), new Value { Integer = 5 });
        ValueReader reader = Payloads.Reader(payload);

        Assert.Null(ValueCodecs.Of<string>().Read(reader));
        Assert.Equal(5, ValueCodecs.Of<int>().Read(reader));
    }

    [Fact]
    public void UnknownFields_Anywhere_AreSkipped()
    {
        byte[] item = [.. (byte[])[0xA2, 1, 2, 9, 9], .. (byte[])[0xA8, 1, 5], .. (byte[])[0x18, 10], .. (byte[])[0xB3, 1, 0x08, 1, 0xB4, 1], .. (byte[])[0xBD, 1, 1, 2, 3, 4]];
        byte[] payload = [0xA2, 1, 1, 9, 0x0A, (byte)item.Length, .. item, 0xA8, 1, 7];

        Assert.Equal(5, Payloads.Read<int>(payload));
    }

    [Fact]
    public void RepeatedUnionFields_LastOne_Counts()
    {
        byte[] item = [.. new Value { Text = "no" }.ToByteArray(), .. new Value { Integer = 3 }.ToByteArray(), .. new Value { Integer = 4 }.ToByteArray()];

        Assert.Equal(4, Payloads.Read<int>([0x0A, (byte)item.Length, .. item]));
    }

    [Fact]
    public void Lengths_NotPacked_AreRead()
    {
        byte[] item = [0x4A, 8, 0x08, 1, 0x10, 2, 0x1A, 2, 7, 8];

        Assert.Equal(new byte[] { 7, 8 }, Payloads.Read<byte[,]>([0x0A, 12, 0x4A, 10, 0x08, 1, 0x10, 1, 0x10, 2, 0x1A, 2, 7, 8]).Cast<byte>());
        Assert.Throws<ArgumentEncodingException>(() => Payloads.Read<byte[,]>([0x0A, (byte)item.Length, .. item]));
    }

    private static Value Numbers(ElementType type, byte[] data, params long[] lengths) =>
        new() { Numbers = new NumberArray { Type = type, Lengths = { lengths }, Data = ByteString.CopyFrom(data) } };

    private static byte[] AsBytes<T>(T[] elements)
        where T : unmanaged => MemoryMarshal.AsBytes<T>(elements).ToArray();

    private static void Same<T>(T value, Value expected)
    {
        byte[] ours = Payloads.Write(value);
        byte[] theirs = Payloads.Of(expected);

        Assert.Equal(Convert.ToHexString(theirs), Convert.ToHexString(ours));
        Assert.Equal(expected, Payloads.Parse(ours));
        Assert.Equal(value, Payloads.Read<T>(theirs));
    }
}
