using System.Text.Json;
using ObjectServer.Values;

namespace ObjectServer.Tests.Values;

public sealed class LimitTests
{
    private static readonly ValueLimit Small = new("MaxValueBytes", 1000);

    [Fact]
    public void Value_LargerThanTheLimit_IsRefusedBeforeItIsCopied()
    {
        byte[] bytes = new byte[8 << 20];
        double[] numbers = new double[1 << 20];
        string text = new('x', 8 << 20);
        using var buffer = new PayloadBuffer();
        var writer = new ValueWriter();
        writer.Reset(buffer, null, Small);
        Assert.Throws<LimitExceededException>(() => writer.WriteBinary(bytes));
        Assert.Throws<LimitExceededException>(() => ValueCodecs.Of<double[]>().Write(writer, numbers));
        long before = GC.GetAllocatedBytesForCurrentThread();

        LimitExceededException error = Assert.Throws<LimitExceededException>(() => writer.WriteBinary(bytes));
        Assert.Throws<LimitExceededException>(() => ValueCodecs.Of<double[]>().Write(writer, numbers));
        Assert.Throws<LimitExceededException>(() => writer.WriteText(text));

        Assert.Equal(("MaxValueBytes", 1000L), (error.LimitName, error.Limit));
        Assert.InRange(error.Requested, bytes.Length, bytes.Length + 30);
        Assert.Equal(0, buffer.Length);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Values_TogetherLargerThanTheLimit_AreRefused()
    {
        using var buffer = new PayloadBuffer();
        buffer.Write(new byte[5000]);
        var writer = new ValueWriter();
        writer.Reset(buffer, null, Small);
        Action<ValueWriter>[] writes =
        [
            w => w.WriteInteger(1L << 62), w => w.WriteBoolean(true), w => w.WriteReal(1), w => w.WriteSingle(1), w => w.WriteText("short"),
            w => w.WriteTime(long.MaxValue), w => w.WriteReference(default), w => w.WriteBinary(new byte[7]), w => ValueCodecs.Of<Version>().Write(w, new Version(1, 2)),
        ];

        foreach (Action<ValueWriter> write in writes)
        {
            buffer.Truncate(5000);
            for (int i = 0; ; i++)
            {
                long length = buffer.Length;
                Exception? error = Record.Exception(() => write(writer));
                Assert.InRange(buffer.Length, 5000, 6000);
                if (error is null)
                    continue;

                Assert.IsType<LimitExceededException>(error);
                Assert.Equal(length, buffer.Length);
                Assert.InRange(length, 5940, 6000);
                break;
            }
        }
    }

    [Fact]
    public void Value_OfExactlyTheLimit_IsWritten()
    {
        byte[] payload = Payloads.Write(w => w.WriteBinary(new byte[994]), limit: Small);

        Assert.Equal(1000, payload.Length);
        Assert.Throws<LimitExceededException>(() => Payloads.Write(w => w.WriteBinary(new byte[995]), limit: Small));
    }

    [Fact]
    public void Json_PastTheLimit_StopsEarly()
    {
        int asked = 0;
        IEnumerable<int> endless = Enumerable.Range(0, int.MaxValue).Select(i => asked = i);

        Assert.Throws<LimitExceededException>(() => Payloads.Write(w => ValueCodecs.Of<IEnumerable<int>>().Write(w, endless), limit: new("MaxValueBytes", 100_000)));

        Assert.InRange(asked, 1, 200_000);
    }

    [Fact]
    public void Json_WithOneHugeText_IsRefusedBeforeItIsCopied()
    {
        string[] texts = [new('x', 10_000_000)];
        Payloads.Write<string[]>(["warm"]);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<LimitExceededException>(() => Payloads.Write(w => ValueCodecs.Of<string[]>().Write(w, texts), limit: Small));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Payload_LargerThanTheLimit_IsRefusedUnread()
    {
        byte[] payload = new byte[1001];

        Assert.Throws<LimitExceededException>(() => Payloads.Reader(payload, limit: Small));
        Assert.Throws<LimitExceededException>(() => Payloads.Reader(Payloads.Split(payload, 500), limit: Small));
    }

    [Fact]
    public void DeclaredLength_OfEightGibibytes_TakesNoMemory()
    {
        byte[][] payloads =
        [
            [0x0A, 0x80, 0x80, 0x80, 0x80, 0x20, 0x3A, 1, (byte)'x'],
            [0x0A, 8, 0x3A, 0x80, 0x80, 0x80, 0x80, 0x20, 1, 2],
            [0x0A, 8, 0x42, 0x80, 0x80, 0x80, 0x80, 0x20, 1, 2],
            [0x0A, 10, 0x62, 8, 0x0A, 0x80, 0x80, 0x80, 0x80, 0x20, 1, 2],
            [0x0A, 8, 0x6A, 0x80, 0x80, 0x80, 0x80, 0x20, 1, 2],
            Payloads.Write(w => w.WriteNumbers(Wire.ElementType.Double, [1L << 30], [])),
            Payloads.Write(w => w.WriteNumbers(Wire.ElementType.Double, [1L << 15, 1L << 15], [])),
        ];
        Type[] types = [typeof(string), typeof(byte[]), typeof(double[]), typeof(double[,]), typeof(Version), typeof(Wire.ContractDescription), typeof(JsonElement)];
        ValueCodec[] codecs = [.. types.Select(ValueCodecs.Of)];
        ReadAll(payloads, codecs);
        long before = GC.GetAllocatedBytesForCurrentThread();

        ReadAll(payloads, codecs);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Array_DeclaredLargerThanTheLimit_NamesTheLimit()
    {
        byte[] payload = Payloads.Write(w => w.WriteNumbers(Wire.ElementType.Double, [1L << 30], []));

        LimitExceededException error = Assert.Throws<LimitExceededException>(() => ValueCodecs.Of<double[]>().Read(Payloads.Reader(payload, limit: Small)));

        Assert.Equal((1000L, 1L << 33), (error.Limit, error.Requested));
    }

    private static void ReadAll(byte[][] payloads, ValueCodec[] codecs)
    {
        foreach (byte[] payload in payloads)
        {
            foreach (ValueCodec codec in codecs)
                Assert.Throws<ArgumentEncodingException>(() => codec.ReadBoxed(Payloads.Reader(payload)));
        }
    }
}
