using Google.Protobuf;
using ObjectServer.Values;
using ObjectServer.Wire;
using static ObjectServer.Tests.Values.Records.PlainShapes;

namespace ObjectServer.Tests.Values.Records;

/// <summary>JSON of others, right and wrong: what compiled code takes, and that all of it is read as the serializer reads it.</summary>
public sealed class RecordReadingTests
{
    [Theory]
    [InlineData("""{"Id":1,"Volume":2,"Price":3,"Symbol":"s","At":"2026-01-02T03:04:05Z","IsSettled":true}""")]
    [InlineData("""{"IsSettled":true,"At":"2026-01-02T03:04:05+01:00","Symbol":null,"Price":-3e-5,"Volume":2,"Id":1}""")]
    [InlineData("""{"Volume":2,"Id":1,"Price":"NaN"}""")]
    [InlineData("""{"Price":"-Infinity","At":"2026-01-02"}""")]
    [InlineData("{}")]
    [InlineData(" { } ")]
    [InlineData(" {\n\t\"Id\" : 1 ,\r\n \"Volume\" : -0 , \"Symbol\" : \"s\" } ")]
    [InlineData("""{"Symbol":"\u00e4\n\"\ud83c\udfb2"}""")]
    public void Json_OfAnyPeer_IsReadByCompiledCode(string json)
    {
        var pair = new RecordPair<Row>();
        var list = new RecordPair<List<Row>>();

        Assert.True(pair.TryRead(json, out _));
        pair.ReadsAlike(json);
        Assert.True(list.TryRead($"[ {json} , {json} ]", out List<Row>? rows));
        Assert.Equal(2, rows!.Count);
        list.ReadsAlike($"[ {json} , {json} ]");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{,}")]
    [InlineData("""{"Id"}""")]
    [InlineData("""{"Id":}""")]
    [InlineData("""{"Id":1""")]
    [InlineData("""{"Id":1,}""")]
    [InlineData("""{"Id":1}}""")]
    [InlineData("""{"Id":1} 2""")]
    [InlineData("""{"Id":1 "Volume":2}""")]
    [InlineData("""{,"Id":1}""")]
    [InlineData("""{"Id":1,"Id":1}""")]
    [InlineData("""{"Volume":1,"Id":1,"Volume":1}""")]
    [InlineData("""{"Id":1,"More":{"x":[1,"y"]},"Price":2}""")]
    [InlineData("""{"More":1,"More":2}""")]
    [InlineData("""{"$id":"1","Id":1}""")]
    [InlineData("""{"$type":"x","Id":1}""")]
    [InlineData("""{"id":1}""")]
    [InlineData("""{"\u0049d":5}""")]
    [InlineData("""{"Id":null}""")]
    [InlineData("""{"Id":"1"}""")]
    [InlineData("""{"Id":01}""")]
    [InlineData("""{"Id":+1}""")]
    [InlineData("""{"Id":-}""")]
    [InlineData("""{"Id":1.0}""")]
    [InlineData("""{"Id":1e2}""")]
    [InlineData("""{"Id":1x}""")]
    [InlineData("""{"Id":2147483648}""")]
    [InlineData("""{"Id":true}""")]
    [InlineData("""{"Id":{}}""")]
    [InlineData("""{"Volume":9223372036854775808}""")]
    [InlineData("""{"Price":1e400}""")]
    [InlineData("""{"Price":1.}""")]
    [InlineData("""{"Price":.5}""")]
    [InlineData("""{"Price":00.5}""")]
    [InlineData("""{"Price":1e}""")]
    [InlineData("""{"Price":"nan"}""")]
    [InlineData("""{"Price":"1"}""")]
    [InlineData("""{"Price":NaN}""")]
    [InlineData("""{"Symbol":1}""")]
    [InlineData("""{"Symbol":"a}""")]
    [InlineData("{\"Symbol\":\"a\nb\"}")]
    [InlineData("""{"Symbol":"\x"}""")]
    [InlineData("""{"Symbol":"\ud800"}""")]
    [InlineData("""{"Symbol":nullx}""")]
    [InlineData("""{"At":"yesterday"}""")]
    [InlineData("""{"At":"2026-02-30T00:00:00"}""")]
    [InlineData("""{"At":"2026-01-02T03:04:05.12345678901Z"}""")]
    [InlineData("""{"At":"2026\u002d01-02"}""")]
    [InlineData("""{"At":null}""")]
    [InlineData("""{"At":"2026-01-02T03:04"}""")]
    [InlineData("""{"At":"2026-01-02T03:04:05."}""")]
    [InlineData("""{"At":"2026-01-02T03:04:05.1234567Z"}""")]
    [InlineData("""{"At":"2026-01-02T03:04:05.012"}""")]
    [InlineData("""{"At":"2026-01-02T24:00:00"}""")]
    [InlineData("""{"At":"2026-13-02T00:00:00"}""")]
    [InlineData("""{"At":"0000-01-02T00:00:00"}""")]
    [InlineData("""{"At":"2/26-01-02T00:00:60"}""")]
    [InlineData("""{"At":"2026-01-02T00:00:00z"}""")]
    [InlineData("""{"At":"2026-01-02T00:00:00Z1"}""")]
    [InlineData("""{"At":"2026-01-02T03:04:05""")]
    [InlineData("""{"Id":-0}""")]
    [InlineData("""{"Id":-01}""")]
    [InlineData("""{"Id":5 }""")]
    [InlineData("""{"Volume":1234567890123456789}""")]
    [InlineData("""{"Volume":0000000000000000001}""")]
    [InlineData("""{"IsSettled":1}""")]
    [InlineData("""{"IsSettled":truex}""")]
    [InlineData("""{"IsSettled":null}""")]
    [InlineData("""{/**/"Id":1}""")]
    public void Json_OutOfTheOrdinary_IsReadAsTheSerializerReadsIt(string json)
    {
        new RecordPair<Row>().ReadsAlike(json);
        new RecordPair<Row[]>().ReadsAlike($$"""[{"Id":1},{{json}},{"Id":3}]""");
        new RecordPair<Row[]>().ReadsAlike(json);
    }

    [Theory]
    [InlineData("""{"A":128}""")]
    [InlineData("""{"B":-32769}""")]
    [InlineData("""{"C":-1}""")]
    [InlineData("""{"D":65536}""")]
    [InlineData("""{"E":4294967296}""")]
    [InlineData("""{"F":18446744073709551616}""")]
    [InlineData("""{"F":-0}""")]
    [InlineData("""{"G":1e39}""")]
    [InlineData("""{"G":1e-50}""")]
    [InlineData("""{"H":1e2}""")]
    [InlineData("""{"H":1.50E-3}""")]
    [InlineData("""{"H":79228162514264337593543950336}""")]
    [InlineData("""{"H":0.00000000000000000000000000000000001}""")]
    [InlineData("""{"I":"00000000000000000000000000000000"}""")]
    [InlineData("""{"I":"{00000000-0000-0000-0000-000000000000}"}""")]
    [InlineData("""{"I":"A0000000-0000-0000-0000-00000000000f"}""")]
    [InlineData("""{"J":"2026-01-02T03:04:05"}""")]
    [InlineData("""{"J":"2026-01-02T03:04:05.5-13:00"}""")]
    [InlineData("""{"K":"1"}""")]
    [InlineData("""{"K":"24:00:00"}""")]
    [InlineData("""{"K":"1:00:00"}""")]
    [InlineData("""{"K":" 01:00:00"}""")]
    [InlineData("""{"K":"-10675199.02:48:05.4775808"}""")]
    [InlineData("""{"K":"00:00:00.12345678"}""")]
    [InlineData("""{"K":"00:00:00.1"}""")]
    [InlineData("""{"L":256}""")]
    [InlineData("""{"L":"High"}""")]
    [InlineData("""{"M":99}""")]
    [InlineData("""{"M":1.5}""")]
    public void Scalars_AtTheirBounds_AreReadAsTheSerializerReadsThem(string json) => new RecordPair<Wide>().ReadsAlike(json);

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"A":1}""")]
    [InlineData("""{"C":null,"E":null}""")]
    [InlineData("""{"D":1,"B":null}""")]
    public void Members_ThatAreMissing_HaveTheirDefaults(string json) => new RecordPair<Defaults>().ReadsAlike(json);

    [Theory]
    [InlineData("""{"A":1}""")]
    [InlineData("""{"B":"2"}""")]
    [InlineData("""{"B":null,"A":1}""")]
    [InlineData("""{"A":1,"B":"2","C":9}""")]
    public void Members_ThatAreRequired_AreAskedFor(string json) => new RecordPair<Needing>().ReadsAlike(json);

    [Theory]
    [InlineData("""{"A":1,"C":2}""")]
    [InlineData("""{"A":1,"C":2,"B":null,"Computed":77}""")]
    [InlineData("""{"Computed":"no number","A":1}""")]
    [InlineData("""{"D":9,"C":2}""")]
    public void Members_OfEveryLevel_AreReadAlike(string json)
    {
        new RecordPair<Descendant>().ReadsAlike(json);
        new RecordPair<Ancestor>().ReadsAlike(json);
    }

    [Fact]
    public void Constructor_ThatThrows_IsTheSameError() => new RecordPair<Refusing[]>().ReadsAlike("""[{"A":1},{"A":-1}]""");

    [Fact]
    public void Bytes_ThatAreNotUtf8_AreRefusedAlike() =>
        new RecordPair<Row>().ReadsAlike([.. "{\"Symbol\":\""u8, 0xC3, 0x28, .. "\"}"u8]);

    [Fact]
    public void Depth_LessThanItsOwn_IsRefusedAlike()
    {
        var pair = new RecordPair<Row[]>();
        byte[] payload = Payloads.Of(new Value { Json = new Json { Utf8 = ByteString.CopyFromUtf8("""[{"Id":1}]""") } });
        var limit = new ValueLimit("MaxValueBytes", 1000, JsonDepth: 1);

        Exception? expected = Record.Exception(() => pair.Serializer.Read(Payloads.Reader(payload, limit: limit)));
        Exception? found = Record.Exception(() => pair.Compiled.Read(Payloads.Reader(payload, limit: limit)));

        Assert.IsType<LimitExceededException>(found);
        Assert.Equal(expected!.Message, found.Message);
    }

    [Fact]
    public void Json_CutAnywhere_IsReadAlike()
    {
        const string Json = """[{"Id":1,"Volume":22,"Price":3.5,"Symbol":"a\n","At":"2026-01-02T03:04:05Z","IsSettled":true},null]""";
        var pair = new RecordPair<List<Row>>();

        for (int length = 0; length <= Json.Length; length++) pair.ReadsAlike(Json[..length]);
    }

    [Fact]
    public void Json_InPieces_IsReadByCompiledCode()
    {
        var pair = new RecordPair<List<Row>>();
        List<Row> rows = [.. Enumerable.Range(0, 1000).Select(i => new Row(i, i, i / 3.0, "ä" + i, default, false))];
        byte[] payload = Payloads.Write(writer => pair.Serializer.Write(writer, rows));

        Assert.Equal(rows, pair.Compiled.Read(Payloads.Reader(Payloads.Split(payload, 100, 101, 30_000, payload.Length - 1))));
        Assert.Equal(rows, pair.Serializer.Read(Payloads.Reader(Payloads.Split(payload, 100, 101, 30_000, payload.Length - 1))));
    }
}
