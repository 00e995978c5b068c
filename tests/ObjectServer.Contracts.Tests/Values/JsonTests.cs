using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Google.Protobuf;
using ObjectServer.Wire;

namespace ObjectServer.Tests.Values;

public sealed class JsonTests
{
    [Fact]
    public void Records_Nested_ArriveEqual()
    {
        var value = new Person("Ada", 36, new Address("London", (51.5, -0.1)), [1.5, double.NaN, double.NegativeInfinity, -0.0])
        {
            Friends = { },
            Height = 1.7f,
            Note = "ä\"\\\n🎲",
        };

        Person arrived = Payloads.Read<Person>(Payloads.Write(value));

        Assert.Equal(value.Address, arrived.Address);
        Assert.Equal(value.Samples, arrived.Samples);
        Assert.True(double.IsNegative(arrived.Samples[3]));
        Assert.Equal((value.Name, value.Age, value.Height, value.Note), (arrived.Name, arrived.Age, arrived.Height, arrived.Note));
    }

    [Fact]
    public void Collections_OfEveryInterface_ArriveEqual()
    {
        Same<IEnumerable<int>>([1, 2, 3]);
        Same<ICollection<int>>([1, 2, 3]);
        Same<IList<int>>([1, 2, 3]);
        Same<IReadOnlyCollection<int>>([1, 2, 3]);
        Same<IReadOnlyList<int>>([1, 2, 3]);
        Same<ISet<int>>(new HashSet<int> { 1, 2 });
        Same<IReadOnlySet<int>>(new HashSet<int> { 1, 2 });
        Same<IDictionary<string, int>>(new Dictionary<string, int> { ["a"] = 1 });
        Same<IReadOnlyDictionary<int, string>>(new Dictionary<int, string> { [-1] = "a" });
        Same<List<int[]>>([[1], [], [2, 3]]);
        Same<string?[]>(["a", null, ""]);
        Same<Dictionary<Guid, DayOfWeek>>(new() { [Guid.NewGuid()] = DayOfWeek.Friday });
        Same<Dictionary<BigInteger, int>>(new() { [BigInteger.Pow(7, 90)] = 1 });
        Same<SortedDictionary<string, List<int>>>(new() { ["a"] = [1] });
        Same<Queue<int>>(new([1, 2, 3]));
        Same<byte[][]>([[1], []]);
        Assert.Equal([1, 2], Payloads.Read<System.Collections.Immutable.ImmutableArray<int>>(Payloads.Write<System.Collections.Immutable.ImmutableArray<int>>([1, 2])).AsEnumerable());
    }

    [Fact]
    public void Tuples_OfAnyLength_ArriveEqual()
    {
        Same((1, "a"));
        Same(Tuple.Create(1, "a", 2.5));
        Same((1, 2, 3, 4, 5, 6, 7, 8, (9, "x")));
        Same(KeyValuePair.Create("a", 1));
        Same<(int, string)?>(null);
        Same<(int, string)?>((1, "b"));
    }

    [Fact]
    public void Numbers_WithinJson_KeepTheirValue()
    {
        Same((Half.Epsilon, float.Epsilon, double.Epsilon, decimal.MaxValue));
        Same((Int128.MinValue, UInt128.MaxValue, BigInteger.Pow(-3, 501)));
        Same((long.MinValue, ulong.MaxValue));
        Same(new List<Complex> { new(1.5, double.NaN), new(0, -1) });
        Same(new List<Complex?> { null, Complex.One });
        Same(new System.Numerics.Vector3(1, 2, 3));
    }

    [Fact]
    public void WellKnownTypes_WithoutAKind_ArriveEqual()
    {
        Same(new Version(1, 2, 3, 4));
        Same(new Uri("https://example.org/a?b=c#d"));
        Same(new Uri("relative/x", UriKind.Relative));
        Same<Uri?>(null);
        Assert.Equal("""{"a":[1,null]}""", Payloads.Read<JsonElement>(Payloads.Write(JsonSerializer.SerializeToElement(new { a = new int?[] { 1, null } }))).GetRawText());
        Assert.Equal("[1,2]", Payloads.Read<JsonNode?>(Payloads.Write<JsonNode?>(new JsonArray(1, 2)))!.ToJsonString());
        Assert.Null(Payloads.Read<JsonNode?>(Payloads.Write<JsonNode?>(null)));
        Assert.Equal("5", Payloads.Read<JsonDocument?>(Payloads.Write<JsonDocument?>(JsonDocument.Parse("5")))!.RootElement.GetRawText());
    }

    [Fact]
    public void Value_OfADerivedType_TravelsAsDeclared()
    {
        Base arrived = Payloads.Read<Base>(Payloads.Write<Base>(new Derived { X = 1, Y = 2 }));

        Assert.Equal(typeof(Base), arrived.GetType());
        Assert.Equal(1, arrived.X);
        Assert.DoesNotContain("Y", Payloads.Parse(Payloads.Write<Base>(new Derived())).Json.Utf8.ToStringUtf8(), StringComparison.Ordinal);
    }

    [Fact]
    public void Value_OfANamedDerivedType_ArrivesAsThatType() =>
        Assert.Equal(new Circle(2), Payloads.Read<Shape[]>(Payloads.Write<Shape[]>([new Circle(2)]))[0]);

    [Fact]
    public void Value_ThatContainsItself_IsRefused()
    {
        var loop = new Link();
        loop.Next = loop;

        Assert.Throws<ArgumentEncodingException>(() => Payloads.Write(loop));
    }

    [Fact]
    public void LoneSurrogate_AnywhereInJson_IsRefused()
    {
        foreach (string text in (string[])["\uD800", "\uDC00\uD800", "long enough to be looked at in pieces, with a half \uDC00 in it"])
        {
            Refused<string[]>([text]);
            Refused<Dictionary<string, int>>(new() { [text] = 1 });
            Refused<List<char>>([text.First(char.IsSurrogate)]);
            Refused<JsonNode>(JsonValue.Create(text));
            Refused<(int, Link)>((1, new Link { Name = text }));
        }
    }

    [Fact]
    public void Value_ThatFailsToBeRead_SaysWhere()
    {
        Value value = new() { Json = new Json { Utf8 = ByteString.CopyFromUtf8("""{"X":1,"Inner":{"X":"no"}}""") } };

        ArgumentEncodingException error = Assert.Throws<ArgumentEncodingException>(() => Payloads.Read<Holder>(Payloads.Of(value)));

        Assert.Contains("at $.Inner.X", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[1")]
    [InlineData("[1] 2")]
    [InlineData("[1,]")]
    [InlineData("[1]/**/")]
    [InlineData("{}")]
    [InlineData("[\"1\"]")]
    [InlineData("[99999999999]")]
    [InlineData("[[1]]")]
    public void Json_ThatIsNotOfTheType_IsRefused(string utf8) =>
        Assert.Throws<ArgumentEncodingException>(() => Payloads.Read<List<int>>(Payloads.Of(new Value { Json = new Json { Utf8 = ByteString.CopyFromUtf8(utf8) } })));

    [Fact]
    public void Json_WithDuplicateNames_IsRefused() =>
        Assert.Throws<ArgumentEncodingException>(
            () => Payloads.Read<Base>(Payloads.Of(new Value { Json = new Json { Utf8 = ByteString.CopyFromUtf8("""{"X":1,"X":2}""") } })));

    [Fact]
    public void Json_DeeperThanTheLimit_IsRefused()
    {
        string deep = new string('[', 100_000) + new string(']', 100_000);

        LimitExceededException error = Assert.Throws<LimitExceededException>(
            () => Payloads.Read<JsonElement>(Payloads.Of(new Value { Json = new Json { Utf8 = ByteString.CopyFromUtf8(deep) } })));

        Assert.Equal(64, error.Limit);
    }

    [Fact]
    public void Json_AsDeepAsTheLimit_IsTaken()
    {
        string deep = new string('[', 64) + new string(']', 64);

        JsonElement read = Payloads.Read<JsonElement>(Payloads.Of(new Value { Json = new Json { Utf8 = ByteString.CopyFromUtf8(deep) } }));

        Assert.Equal(JsonValueKind.Array, read.ValueKind);
    }

    [Fact]
    public void Getter_ThatThrows_IsAnErrorOfTheValue()
    {
        ArgumentEncodingException error = Assert.Throws<ArgumentEncodingException>(() => Payloads.Write(new Throwing()));

        Assert.IsType<TimeZoneNotFoundException>(error.InnerException);
    }

    [Fact]
    public void Writer_AfterAFault_GoesOn()
    {
        byte[] payload = Payloads.Write(writer =>
        {
            Assert.Throws<ArgumentEncodingException>(() => ObjectServer.Values.ValueCodecs.Of<string[]>().Write(writer, ["a", "\uD800"]));
            ObjectServer.Values.ValueCodecs.Of<string[]>().Write(writer, ["b"]);
        });

        Assert.Equal(["b"], Payloads.Read<string[]>(payload));
    }

    private static void Refused<T>(T value) =>
        Assert.Contains("lone surrogate", Assert.Throws<ArgumentEncodingException>(() => Payloads.Write(value)).Message, StringComparison.Ordinal);

    private static void Same<T>(T value) => Assert.Equal(value, Payloads.RoundTrip(value));

    [JsonDerivedType(typeof(Circle), "circle")]
    private abstract record Shape;

    private sealed record Circle(double Radius) : Shape;

    private sealed record Address(string City, (double Latitude, double Longitude) Place);

    private sealed record Person(string Name, int? Age, Address Address, double[] Samples)
    {
        public float Height { get; init; }

        public string? Note { get; init; }

        public List<string> Friends { get; init; } = [];

        public int Computed => Name.Length;
    }

    private class Base
    {
        public int X { get; set; }
    }

    private sealed class Derived : Base
    {
        public int Y { get; set; }
    }

    private sealed class Holder
    {
        public int X { get; set; }

        public Base? Inner { get; set; }
    }

    private sealed class Link
    {
        public string? Name { get; set; }

        public Link? Next { get; set; }
    }

    private sealed class Throwing
    {
        public int Y { get; set; } = 1;

        public int X
        {
            get => Y == 1 ? throw new TimeZoneNotFoundException("no") : Y;
            set => Y = value;
        }
    }
}
