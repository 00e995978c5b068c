using ObjectServer.Values;

namespace ObjectServer.Tests.Values;

/// <summary>What every call does must not make work for the collector.</summary>
public sealed class AllocationTests
{
    [Fact]
    public void Scalars_WrittenAndRead_TakeNoMemory()
    {
        using var buffer = new PayloadBuffer();
        var writer = new ValueWriter();
        var reader = new ValueReader();
        Run(buffer, writer, reader);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 1000; i++)
            Run(buffer, writer, reader);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
    }

    [Fact]
    public void SmallNumbers_ReadAsObjects_TakeNoMemory()
    {
        byte[] payload = Payloads.Write(w =>
        {
            w.WriteInteger(5);
            w.WriteBoolean(true);
        });
        var reader = new ValueReader();
        ValueCodec number = ValueCodecs.Of(typeof(int));
        ValueCodec boolean = ValueCodecs.Of(typeof(bool));
        number.ReadBoxed(Payloads.Reader(payload));
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 1000; i++)
        {
            reader.Reset(payload, null, Payloads.NoLimit);
            number.ReadBoxed(reader);
            boolean.ReadBoxed(reader);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
    }

    private static void Run(PayloadBuffer buffer, ValueWriter writer, ValueReader reader)
    {
        buffer.Clear();
        writer.Reset(buffer, null, Payloads.NoLimit);
        ValueCodecs.Of<int>().Write(writer, 123_456);
        ValueCodecs.Of<bool>().Write(writer, true);
        ValueCodecs.Of<double>().Write(writer, 1.5);
        ValueCodecs.Of<string>().Write(writer, "a short text");
        ValueCodecs.Of<DateTime>().Write(writer, DateTime.MaxValue);
        ValueCodecs.Of<Guid>().Write(writer, Guid.Empty);
        ValueCodecs.Of<DayOfWeek?>().Write(writer, DayOfWeek.Friday);
        writer.WriteReference(default);
        reader.Reset(buffer.AsSequence(), null, Payloads.NoLimit);
        ValueCodecs.Of<int>().Read(reader);
        ValueCodecs.Of<bool>().Read(reader);
        ValueCodecs.Of<double>().Read(reader);
        reader.Skip();
        ValueCodecs.Of<DateTime>().Read(reader);
        ValueCodecs.Of<Guid>().Read(reader);
        ValueCodecs.Of<DayOfWeek?>().Read(reader);
        reader.ReadReference();
    }
}
