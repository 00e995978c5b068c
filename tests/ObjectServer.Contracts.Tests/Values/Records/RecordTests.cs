using static ObjectServer.Tests.Values.Records.PlainShapes;

namespace ObjectServer.Tests.Values.Records;

/// <summary>What compiled code writes and reads is what the serializer does.</summary>
public sealed class RecordTests
{
    private static readonly DateTime Noon = new(2026, 2, 3, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Records_OfEveryScalar_AreTheSame()
    {
        new RecordPair<Row>().AgreesOn(new Row(-1, long.MinValue, 0.1, "a", Noon, true));
        new RecordPair<Wide>().AgreesOn(new Wide(
            sbyte.MinValue, short.MaxValue, 255, ushort.MaxValue, uint.MaxValue, ulong.MaxValue, float.Epsilon, -1.500m, Guid.Empty,
            new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromMinutes(-90)), TimeSpan.MinValue, (Grade)77, (DayOfWeek)(-5)));
        new RecordPair<Sparse>().AgreesOn(new Sparse(1, -0.0, false, Noon, Guid.Empty, Grade.Low, 1.10m, TimeSpan.FromTicks(1), ""));
        new RecordPair<Sparse>().AgreesOn(new Sparse(null, null, null, null, null, null, null, null, null));
        new RecordPair<Umlaut>().AgreesOn(new Umlaut(1, "ü"));
    }

    [Fact]
    public void Records_OfEveryMake_AreTheSame()
    {
        new RecordPair<Point>().AgreesOn(new Point(1, double.NaN));
        new RecordPair<Fixed>().AgreesOn(new Fixed(1, null));
        new RecordPair<Loose>().AgreesOn(new Loose { A = 1, B = "b" });
        new RecordPair<Ancestor>().AgreesOn(new Ancestor(1) { B = null! });
        new RecordPair<Descendant>().AgreesOn(new Descendant(1, 2) { B = "x", D = 5 });
        new RecordPair<Needing>().AgreesOn(new Needing { A = 1, B = "2", C = 0 });
        new RecordPair<Defaults>().AgreesOn(new Defaults(1, 2, "c", Grade.Low, null, 0, Noon));
        new RecordPair<Refusing>().AgreesOn(new Refusing(1));
    }

    [Fact]
    public void Lists_OfEveryKind_AreTheSame()
    {
        Point[] points = [new(1, 2), new(double.NegativeInfinity, -0.0), new(1e300, 5e-324)];
        new RecordPair<Point[]>().AgreesOn(points);
        new RecordPair<List<Point>>().AgreesOn([.. points]);
        new RecordPair<IList<Point>>().AgreesOn(points);
        new RecordPair<IEnumerable<Point>>().AgreesOn(points);
        new RecordPair<IReadOnlyCollection<Point>>().AgreesOn(new List<Point>(points));
        new RecordPair<List<Point>>().AgreesOn([]);
        new RecordPair<Ancestor?[]>().AgreesOn([null, new Ancestor(1), null]);
        new RecordPair<List<Ancestor>>().WritesAlike([new Descendant(1, 2), new Ancestor(3)]);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00", DateTimeKind.Unspecified)]
    [InlineData("9999-12-31T23:59:59.9999999", DateTimeKind.Utc)]
    [InlineData("2026-03-04T05:06:07.1200000", DateTimeKind.Utc)]
    [InlineData("2026-03-04T05:06:10", DateTimeKind.Local)]
    [InlineData("2026-03-04T05:06:00.0000001", DateTimeKind.Local)]
    public void Times_OfEveryKind_AreTheSame(string time, DateTimeKind kind)
    {
        DateTime at = DateTime.SpecifyKind(DateTime.Parse(time, System.Globalization.CultureInfo.InvariantCulture), kind);

        new RecordPair<Row>().AgreesOn(new Row(0, 0, 0, null, at, false));
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain text")]
    [InlineData("quote \" backslash \\ slash /")]
    [InlineData("\0\t\n\u001F\u007F")]
    [InlineData("äöü € <&> ' `")]
    [InlineData("🎲 \uFFFF \u2028 \u00AD \uE000")]
    public void Texts_OfAnyCharacters_AreTheSame(string text)
    {
        new RecordPair<Row>().AgreesOn(new Row(0, 0, 0, text, default, false));
        new RecordPair<Row[]>().AgreesOn([new(0, 0, 0, text, default, false), new(0, 0, 0, string.Concat(Enumerable.Repeat(text, 3000)), default, false)]);
    }

    [Fact]
    public void LoneSurrogate_IsRefusedAlike()
    {
        var pair = new RecordPair<List<Row>>();

        pair.WritesAlike([new Row(0, 0, 0, "fine", default, false), new Row(0, 0, 0, "half \uD800", default, false)]);
        Assert.Throws<ArgumentEncodingException>(() => Payloads.Write(writer => pair.Compiled.Write(writer, [new Row(0, 0, 0, "\uDC00", default, false)])));
    }

    [Fact]
    public void Writing_PastTheLimit_StopsThere()
    {
        var pair = new RecordPair<List<Row>>();
        List<Row> rows = [.. Enumerable.Range(0, 1000).Select(i => new Row(i, i, i, "row", Noon, true))];

        LimitExceededException error = Assert.Throws<LimitExceededException>(
            () => Payloads.Write(writer => pair.Compiled.Write(writer, rows), limit: new("MaxValueBytes", 5000)));

        Assert.Equal(("MaxValueBytes", 5000L), (error.LimitName, error.Limit));
    }

    [Fact]
    public void Records_BeyondTheMark_GoByCompiledCode()
    {
        var pair = new RecordPair<Row>();
        var use = pair.Serializer.Records;

        use.Pass(100_000);
        Assert.Null(use.Form);
        use.Pass(1_000_000);

        Assert.True(SpinWait.SpinUntil(() => use.Form is not null, TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void Types_ThatAreNotPlain_StayWithTheSerializer()
    {
        Assert.Null(new RecordPair<Renamed>().Form);
        Assert.Null(new RecordPair<Ignoring>().Form);
        Assert.Null(new RecordPair<Ordered>().Form);
        Assert.Null(new RecordPair<Nested[]>().Form);
        Assert.Null(new RecordPair<OfNamed>().Form);
        Assert.Null(new RecordPair<Hidden>().Form);
        Assert.Null(new RecordPair<Telling>().Form);
        Assert.Null(new RecordPair<List<Open>>().Form);
        Assert.Null(new RecordPair<HashSet<Point>>().Form);
        Assert.Null(new RecordPair<List<int>>().Form);
        Assert.Null(new RecordPair<Dictionary<string, Point>>().Form);
        new RecordPair<Renamed[]>().WritesAlike([new Renamed(1)]);
        new RecordPair<Hidden[]>().ReadsAlike("""[{"A":1}]""");
    }

    [Fact]
    public void Tuples_AreTheSame() => new RecordPair<(int, string)[]>().AgreesOn([(1, "a"), (2, "b")]);
}
