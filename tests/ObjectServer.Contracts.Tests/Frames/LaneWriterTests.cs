using ObjectServer.Wire;

namespace ObjectServer.Tests.Frames;

public sealed class LaneWriterTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Frames_AppendedWhileAMessageIsSent_GoOutInOneMessage()
    {
        await using var lane = new RecordingLane();
        using var writer = new LaneWriter(lane, _ => { });
        Ping(writer, 1);

        for (ulong number = 2; number <= 100; number++) Ping(writer, number);
        lane.Let(2);
        await writer.DrainedAsync().WaitAsync(Guard);

        Assert.Equal([1, 99], lane.Messages.Select(message => Numbers(message).Count));
        Assert.Equal(Enumerable.Range(1, 100).Select(number => (ulong)number), lane.Messages.SelectMany(Numbers));
        Assert.Equal(0, writer.PendingBytes);
    }

    [Fact]
    public async Task Frames_OfSeveralMegabytes_AreSentInMessagesBelowTheMost()
    {
        await using var lane = new RecordingLane();
        using var writer = new LaneWriter(lane, _ => { });
        var data = new byte[700_000];

        for (ulong i = 0; i < 10; i++) writer.AppendChunk(1, i * 700_000, data);
        writer.Flush();
        lane.Let(100);
        await writer.DrainedAsync().WaitAsync(Guard);

        Assert.All(lane.Messages, message => Assert.InRange(message.Length, 1, FrameBatches.MaxMessageBytes));
        Assert.InRange(lane.Messages.Count, 3, 10);
    }

    [Fact]
    public async Task Lane_ThatBreaks_IsToldOnceAndRefusesFrames()
    {
        await using var lane = new RecordingLane();
        var told = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var writer = new LaneWriter(lane, told.SetResult);
        Ping(writer, 1);

        lane.Break();
        Exception cause = await told.Task.WaitAsync(Guard);

        Assert.Equal("broken", cause.Message);
        Assert.False(writer.Append(FrameKind.Ping, new Ping { Number = 2 }));
        await writer.DrainedAsync().WaitAsync(Guard);
    }

    [Fact]
    public async Task Frames_OfManyThreads_AllArriveEachInItsThreadsOrder()
    {
        await using var lane = new RecordingLane();
        using var writer = new LaneWriter(lane, _ => { });
        lane.Let(100_000);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            for (ulong i = 0; i < 5000; i++) Ping(writer, ((ulong)thread << 32) | (i + 1));
        }))).WaitAsync(Guard);
        await writer.DrainedAsync().WaitAsync(Guard);

        ILookup<ulong, ulong> byThread = lane.Messages.SelectMany(Numbers).ToLookup(number => number >> 32, number => number & uint.MaxValue);
        Assert.Equal(8, byThread.Count);
        Assert.All(byThread, numbers => Assert.Equal(Enumerable.Range(1, 5000).Select(number => (ulong)number), numbers));
    }

    private static void Ping(LaneWriter writer, ulong number)
    {
        Assert.True(writer.Append(FrameKind.Ping, new Ping { Number = number }));
        writer.Flush();
    }

    private static List<ulong> Numbers(byte[] message) =>
        [.. FrameBatch.Parser.ParseFrom(message).Frames.Select(frame => frame.Ping.Number)];
}
