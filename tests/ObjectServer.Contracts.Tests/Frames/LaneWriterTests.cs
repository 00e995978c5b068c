using System.Diagnostics;
using ObjectServer.Contracts.Tests.Frames;
using ObjectServer.Reading;
using ObjectServer.Wire;
using ThreadState = System.Threading.ThreadState;

namespace ObjectServer.Tests.Frames;

public sealed class LaneWriterTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Frames_AppendedWhileAMessageIsSent_GoOutInOneMessage()
    {
        await using var lane = new RecordingLane();
        using LaneWriter writer = On(lane);
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
        using LaneWriter writer = On(lane);
        var data = new byte[700_000];

        for (ulong i = 0; i < 10; i++) writer.AppendChunk(1, i * 700_000, data);
        writer.Flush();
        lane.Let(100);
        await writer.DrainedAsync().WaitAsync(Guard);

        Assert.All(lane.Messages, message => Assert.InRange(message.Length, 1, FrameBatches.MaxMessageBytes));
        Assert.InRange(lane.Messages.Count, 3, 10);
        Assert.Equal(
            Enumerable.Range(0, 10).Select(i => (ulong)i * 700_000),
            lane.Messages.SelectMany(message => FrameBatch.Parser.ParseFrom(message).Frames).Select(frame => frame.Chunk.Offset));
    }

    [Fact]
    public async Task Frames_OfTwoThreadsWhileAMessageIsSent_WaitAndGoOutTogether()
    {
        await using var lane = new RecordingLane();
        using LaneWriter writer = On(lane);
        Ping(writer, 1);
        ulong sending = writer.Appended;
        Assert.Equal(0, writer.PendingBytes);

        // Neither is held up by the message that is being sent.
        await Task.WhenAll(Enumerable.Range(1, 2).Select(thread => Task.Run(() =>
        {
            for (ulong i = 1; i <= 1000; i++) Ping(writer, ((ulong)thread << 32) | i);
        }))).WaitAsync(Guard);

        Assert.Equal((long)(writer.Appended - sending), writer.PendingBytes);
        Assert.Empty(lane.Messages);
        Task drained = writer.DrainedAsync();
        lane.Let(1);
        lane.Let(1);
        await drained.WaitAsync(Guard);
        Assert.Equal([1, 2000], lane.Messages.Select(message => Numbers(message).Count));
        ILookup<ulong, ulong> byThread = Numbers(lane.Messages[1]).ToLookup(number => number >> 32, number => number & uint.MaxValue);
        Assert.All(byThread, numbers => Assert.Equal(Enumerable.Range(1, 1000).Select(number => (ulong)number), numbers));
    }

    [Fact]
    public async Task Frames_ThatMustStandTogether_HaveNoOtherBetweenThem()
    {
        await using var lane = new RecordingLane();
        using LaneWriter writer = On(lane);
        var other = new Thread(() => Ping(writer, 3));
        lock (writer.Gate)
        {
            writer.Append(FrameKind.Ping, new Ping { Number = 1 });
            other.Start();

            AwaitWaiting(other);
            writer.Append(FrameKind.Ping, new Ping { Number = 2 });
        }

        other.Join();
        lane.Let(3);
        await writer.DrainedAsync().WaitAsync(Guard);
        Assert.Equal([1UL, 2UL, 3UL], lane.Messages.SelectMany(Numbers));
    }

    [Fact]
    public async Task Thread_ThatWaitsForItsTurn_HasSpentThatOnSending()
    {
        await using var lane = new RecordingLane();
        using LaneWriter writer = On(lane);
        TimeSpan held;
        var spent = TimeSpan.Zero;
        var other = new Thread(() =>
        {
            long before = SendTime.OfThread;
            writer.Append(FrameKind.Ping, new Ping { Number = 1 });
            spent = Stopwatch.GetElapsedTime(before, SendTime.OfThread);
        });
        lock (writer.Gate)
        {
            other.Start();
            AwaitWaiting(other);

            // It has begun to wait, and goes on with it.
            long start = Stopwatch.GetTimestamp();
            while ((held = Stopwatch.GetElapsedTime(start)) < TimeSpan.FromMilliseconds(2)) Thread.Yield();
        }

        other.Join();
        Assert.True(spent >= held, $"It has waited for {held}, and counted {spent}.");
    }

    [Fact]
    public async Task Frames_ThatWaitWhenTheWriterIsBroken_AreGivenUp()
    {
        await using var lane = new RecordingLane();
        using LaneWriter writer = On(lane);
        Ping(writer, 1);
        for (ulong i = 0; i < 5; i++) writer.AppendChunk(1, i * 700_000, new byte[700_000]);
        Assert.InRange(writer.PendingBytes, 5 * 700_000, long.MaxValue);
        Task drained = writer.DrainedAsync();

        writer.Break();

        await drained.WaitAsync(Guard);
        Assert.Equal(0, writer.PendingBytes);
        Assert.False(writer.AppendChunk(1, 0, new byte[1]));
        writer.Flush();
        writer.FlushLater();
        await writer.DrainedAsync().WaitAsync(Guard);
        lane.Let(100);
        Assert.Empty(lane.Messages);
    }

    [Fact]
    public async Task Writer_GivenUpWhileAMessageIsSent_IsDrainedWhenTheLaneLetsGoOfIt()
    {
        await using var lane = new HoldingLane();
        LaneWriter writer = On(lane);
        Ping(writer, 1);

        writer.Dispose();
        Task drained = writer.DrainedAsync();

        // Until then the lane reads from the message's bytes.
        Assert.False(drained.IsCompleted);
        lane.LetGo();
        await drained.WaitAsync(Guard);
    }

    [Fact]
    public async Task Thread_ThatCameWithOneFrame_DoesNotSendEverybodysForEver()
    {
        await using var lane = new FeedingLane(messages: 100);
        using LaneWriter writer = On(lane);
        lane.Feed = () => writer.Append(FrameKind.Ping, new Ping { Number = 1 });
        writer.Append(FrameKind.Ping, new Ping { Number = 1 });

        // A thread of the pool does not take over by chance: this one is none.
        var thread = new Thread(writer.Flush);
        thread.Start();
        thread.Join();
        await writer.DrainedAsync().WaitAsync(Guard);

        Assert.Equal(100, lane.Writers.Count);
        Assert.Equal(8, lane.Writers.Count(id => id == thread.ManagedThreadId));
    }

    [Fact]
    public async Task Lane_ThatBreaks_IsToldAndWhatItDidNotBringIsSentByTheNext()
    {
        await using var lane = new RecordingLane();
        var told = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        using LaneWriter writer = On(lane, (_, cause) => told.SetResult(cause));
        Ping(writer, 1);
        lane.Break();
        Assert.Equal("broken", (await told.Task.WaitAsync(Guard)).Message);
        Ping(writer, 2);

        await using var next = new RecordingLane();
        next.Let(100);
        writer.Attach(next, received: 0);
        writer.Flush();

        await writer.DrainedAsync().WaitAsync(Guard);
        Assert.Equal([1UL, 2UL], next.Messages.SelectMany(Numbers));
    }

    [Fact]
    public async Task Lane_ThatIsReplaced_IsGoneOnFromWhatHasArrived()
    {
        await using var lane = new RecordingLane();
        lane.Let(100);
        using LaneWriter writer = On(lane);
        Ping(writer, 1);
        await writer.DrainedAsync().WaitAsync(Guard);
        ulong one = writer.Appended;
        Ping(writer, 2);
        writer.AppendChunk(1, 0, new byte[100_000]);
        Ping(writer, 3);
        await writer.DrainedAsync().WaitAsync(Guard);
        await writer.DetachAsync().WaitAsync(Guard);
        Ping(writer, 4);

        await using var next = new RecordingLane();
        next.Let(100);
        writer.Attach(next, received: one);
        writer.Flush();
        await writer.DrainedAsync().WaitAsync(Guard);

        Assert.Equal([2UL, 0, 3, 4], next.Messages.SelectMany(Numbers));
        Assert.Equal(writer.Appended - one, (ulong)next.Messages.Sum(message => message.Length));
    }

    [Fact]
    public async Task Acknowledged_IsNotKept()
    {
        await using var lane = new RecordingLane();
        lane.Let(100);
        using LaneWriter writer = On(lane);
        Ping(writer, 1);
        await writer.DrainedAsync().WaitAsync(Guard);
        Task room = writer.RoomAsync(1);
        Assert.False(room.IsCompleted);

        writer.Acknowledge(writer.Appended);

        await room.WaitAsync(Guard);
        Assert.Throws<ProtocolException>(() => writer.Acknowledge(writer.Appended + 1));
        await writer.DetachAsync().WaitAsync(Guard);
        Assert.Throws<ProtocolException>(() => writer.Attach(lane, received: 0));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Peer_ThatAcknowledgesNothing_IsGivenUpAtTheBound(bool takes)
    {
        await using var lane = new RecordingLane();
        if (takes) lane.Let(1000);
        var reason = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var writer = new LaneWriter(static (_, _) => { }, reason.SetResult, mostBytes: 50_000);
        writer.Attach(lane, received: 0);
        byte[] data = new byte[1000];

        while (writer.Appended <= 49_000) Append();
        writer.Acknowledge(takes ? 20_000UL : 0);
        while (writer.Appended <= 60_000) Append();
        if (takes) Assert.False(reason.Task.IsCompleted);
        while (writer.Appended <= 80_000) Append();

        var limit = Assert.IsType<LimitExceededException>(await reason.Task.WaitAsync(Guard));
        Assert.Contains("50", limit.Message, StringComparison.Ordinal);

        void Append()
        {
            Assert.True(writer.AppendChunk(1, 0, data));
            writer.Flush();
        }
    }

    [Fact]
    public async Task Frame_OfWhichNothingWasEverSent_IsKnown()
    {
        await using var lane = new RecordingLane();
        using LaneWriter writer = On(lane);
        Ping(writer, 1);
        ulong second = writer.Appended;
        Ping(writer, 2);

        Assert.False(writer.IsUnsent(0));
        Assert.True(writer.IsUnsent(second));
        lane.Let(100);
        await writer.DrainedAsync().WaitAsync(Guard);
        Assert.False(writer.IsUnsent(second));
    }

    [Fact]
    public async Task Frames_OfManyThreads_AllArriveEachInItsThreadsOrder()
    {
        await using var lane = new RecordingLane();
        using LaneWriter writer = On(lane);
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

    // Until it waits; or until it is done, as it must not be.
    private static void AwaitWaiting(Thread thread)
    {
        while ((thread.ThreadState & (ThreadState.WaitSleepJoin | ThreadState.Stopped)) == 0) Thread.Yield();
    }

    private static LaneWriter On(ILane lane, Action<ILane, Exception>? onBroken = null)
    {
        var writer = new LaneWriter(onBroken ?? ((_, _) => { }));
        writer.Attach(lane, received: 0);
        return writer;
    }

    private static void Ping(LaneWriter writer, ulong number)
    {
        Assert.True(writer.Append(FrameKind.Ping, new Ping { Number = number }));
        writer.Flush();
    }

    private static List<ulong> Numbers(byte[] message) =>
        [.. FrameBatch.Parser.ParseFrom(message).Frames.Select(frame => frame.Ping?.Number ?? 0)];
}
