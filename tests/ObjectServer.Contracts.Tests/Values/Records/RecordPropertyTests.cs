using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ObjectServer.Values.Structured;
using static ObjectServer.Tests.Values.Records.PlainShapes;

namespace ObjectServer.Tests.Values.Records;

/// <summary>Records drawn at random, and JSON of them with bytes changed at random. A failure prints the seed that repeats it.</summary>
public sealed class RecordPropertyTests
{
    private static readonly Config Checked = Config.QuickThrowOnFailure.WithMaxTest(300);

    [Fact]
    public void Records_AtRandom_AreTheSame()
    {
        var rows = new RecordPair<Row[]>();
        var wides = new RecordPair<Wide[]>();
        var sparse = new RecordPair<List<Sparse>>();

        Check.One(Checked, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var values = new DrawnValues(new Random(seed));
            rows.AgreesOn([Made<Row>(values), Made<Row>(values)]);
            wides.AgreesOn([Made<Wide>(values), Made<Wide>(values)]);
            sparse.AgreesOn([Made<Sparse>(values), Made<Sparse>(values), Made<Sparse>(values)]);
        }));
    }

    [Fact]
    public void Json_WithBytesChangedAtRandom_IsReadAlike()
    {
        var rows = new RecordPair<Row[]>();
        var sparse = new RecordPair<Sparse[]>();

        Check.One(Checked, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var values = new DrawnValues(random);
            rows.ReadsAlike(Changed(Json<Row>([Made<Row>(values)]), random));
            sparse.ReadsAlike(Changed(Json<Sparse>([Made<Sparse>(values)]), random));
        }));
    }

    private static byte[] Json<T>(T[] values) => JsonSerializer.SerializeToUtf8Bytes(values, JsonOptions.For(typeof(T)));

    // Mostly characters that mean something in JSON.
    private static byte[] Changed(byte[] json, Random random)
    {
        byte[] telling = Encoding.UTF8.GetBytes("{}[]\",:\\0123456789.-+eEnul tZ\n\u00e4");
        for (int i = random.Next(3); i >= 0; i--) json[random.Next(json.Length)] = telling[random.Next(telling.Length)];
        return json;
    }

    private static T Made<T>(DrawnValues values)
    {
        var constructor = typeof(T).GetConstructors().Single(one => one.GetParameters().Length > 1);
        return (T)constructor.Invoke([.. constructor.GetParameters().Select(parameter => values.Value(parameter.ParameterType))]);
    }
}
