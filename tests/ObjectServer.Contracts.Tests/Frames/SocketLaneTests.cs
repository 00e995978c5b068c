using System.Net.Sockets;
using ObjectServer.Reading;
using ObjectServer.Wire;

namespace ObjectServer.Contracts.Tests.Frames;

/// <summary>Lanes over a real connection: the one that a thread waits in, the one that is read with others, and the one that none waits in.</summary>
public sealed class SocketLaneTests : IAsyncLifetime
{
    // More than any socket takes at once.
    private const int Much = 3 * 1024 * 1024;

    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private readonly Socket _own;
    private readonly Socket _peer;
    private readonly ReaderPlaces _places = new(most: 1);
    private ILane? _lane;

    public SocketLaneTests() => (_own, _peer) = SocketPair.Create();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_lane is not null) await _lane.DisposeAsync();
        Assert.Equal(0, _places.Waiting);
        Assert.False(_places.IsCrowded);
        _own.Dispose();
        _peer.Dispose();
    }

    [Theory]
    [InlineData(LaneKind.Blocking)]
    [InlineData(LaneKind.Polled)]
    [InlineData(LaneKind.Moving)]
    [InlineData(LaneKind.Asynchronous)]
    public async Task Messages_OfAnySize_ArriveInTheirOrder(LaneKind kind)
    {
        ILane lane = Lane(kind);
        await using SocketLane other = Other();
        int[] sizes = [1, 5000, Much, 0, 300_000, 7, Much, 1];
        Task<List<(ulong Number, int Bytes)>> reading = ReadAllAsync(other);

        for (int i = 0; i < sizes.Length; i++) await WriteAsync(lane, (ulong)i + 1, sizes[i]).WaitAsync(Guard);
        await lane.DisposeAsync();

        Assert.Equal(sizes.Select((size, i) => ((ulong)i + 1, size)), await reading.WaitAsync(Guard));
    }

    [Theory]
    [InlineData(LaneKind.Blocking)]
    [InlineData(LaneKind.Polled)]
    [InlineData(LaneKind.Moving)]
    [InlineData(LaneKind.Asynchronous)]
    public async Task Messages_ReadWhileOthersAreWritten_DoNotDisturbThem(LaneKind kind)
    {
        ILane lane = Lane(kind);
        await using SocketLane other = Other();
        Task<List<(ulong Number, int Bytes)>> here = ReadAllAsync(lane);
        Task<List<(ulong Number, int Bytes)>> there = ReadAllAsync(other);

        async Task WriteAllAsync(ILane to)
        {
            for (ulong i = 1; i <= 5; i++) await WriteAsync(to, i, Much);
        }

        await Task.WhenAll(WriteAllAsync(lane), WriteAllAsync(other)).WaitAsync(Guard);
        _own.Shutdown(SocketShutdown.Send);
        _peer.Shutdown(SocketShutdown.Send);

        (ulong, int)[] five = [.. Enumerable.Range(1, 5).Select(i => ((ulong)i, Much))];
        Assert.Equal(five, await here.WaitAsync(Guard));
        Assert.Equal(five, await there.WaitAsync(Guard));
    }

    [Theory]
    [InlineData(LaneKind.Blocking)]
    [InlineData(LaneKind.Polled)]
    [InlineData(LaneKind.Moving)]
    [InlineData(LaneKind.Asynchronous)]
    public async Task Lane_ThatBreaksInsideAFrame_SaysSo(LaneKind kind)
    {
        ILane lane = Lane(kind);
        FrameBuffer message = Messages.Of(1, 100);
        _peer.Send(message.Span[..^1]);
        _peer.Shutdown(SocketShutdown.Send);

        await Assert.ThrowsAsync<IOException>(() => ReadAsync(lane).WaitAsync(Guard));
        message.Release();
    }

    [Theory]
    [InlineData(LaneKind.Blocking)]
    [InlineData(LaneKind.Polled)]
    [InlineData(LaneKind.Moving)]
    [InlineData(LaneKind.Asynchronous)]
    public async Task Reader_ThatWaits_IsLetGoByItsToken(LaneKind kind)
    {
        ILane lane = Lane(kind);
        using var cancel = new CancellationTokenSource();
        Task reading = ReadAsync(lane, cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(Guard));
    }

    [Theory]
    [InlineData(LaneKind.Blocking)]
    [InlineData(LaneKind.Polled)]
    [InlineData(LaneKind.Moving)]
    [InlineData(LaneKind.Asynchronous)]
    public async Task Message_ThatThePeerDoesNotRead_WaitsWithoutItsThreadUntilItDoes(LaneKind kind)
    {
        ILane lane = Lane(kind);
        await using SocketLane other = Other();
        FrameBuffer message = Messages.Of(1, Much);

        Task first = await BeginAsync(lane, message);
        Assert.False(first.IsCompleted);
        Task<List<(ulong Number, int Bytes)>> reading = ReadAllAsync(other);
        await first.WaitAsync(Guard);
        message.Release();

        // The lane is as good as before, also when the peer pauses once more.
        await WriteAsync(lane, 2, 10).WaitAsync(Guard);
        await WriteAsync(lane, 3, Much).WaitAsync(Guard);
        await lane.DisposeAsync();
        Assert.Equal([(1, Much), (2, 10), (3, Much)], await reading.WaitAsync(Guard));
    }

    [Theory]
    [InlineData(LaneKind.Blocking, true)]
    [InlineData(LaneKind.Blocking, false)]
    [InlineData(LaneKind.Polled, true)]
    [InlineData(LaneKind.Polled, false)]
    [InlineData(LaneKind.Asynchronous, true)]
    [InlineData(LaneKind.Asynchronous, false)]
    public async Task Message_ThatThePeerNeverReads_FailsWithTheLane(LaneKind kind, bool byPeer)
    {
        ILane lane = Lane(kind);
        FrameBuffer message = Messages.Of(1, Much);
        Task writing = await BeginAsync(lane, message);
        Assert.False(writing.IsCompleted);

        if (byPeer) _peer.Dispose();
        else await lane.DisposeAsync();

        await Assert.ThrowsAsync<IOException>(() => writing.WaitAsync(Guard));
        message.Release();
        await Assert.ThrowsAsync<IOException>(() => WriteAsync(lane, 2, 10).WaitAsync(Guard));
    }

    [Theory]
    [InlineData(LaneKind.Blocking)]
    [InlineData(LaneKind.Polled)]
    [InlineData(LaneKind.Moving)]
    [InlineData(LaneKind.Asynchronous)]
    public async Task Frames_AppendedWhileThePeerDoesNotRead_HoldNobodyUpAndArriveInOrder(LaneKind kind)
    {
        const int writers = 4;
        const int frames = 100;
        const int bytes = 16 * 1024;
        ILane lane = Lane(kind);
        await using SocketLane other = Other();
        using var writer = new LaneWriter((_, _) => { });
        writer.Attach(lane, received: 0);

        await Task.WhenAll(Enumerable.Range(0, writers).Select(one => Task.Run(() =>
        {
            for (int i = 1; i <= frames; i++)
            {
                Assert.True(writer.AppendChunk((ulong)one + 1, (ulong)i, Enumerable.Repeat((byte)(one + 1), bytes).ToArray()));
                writer.Flush();
            }
        }))).WaitAsync(Guard);

        Assert.InRange(writer.PendingBytes, 1, writers * frames * (bytes + 32));
        var order = new List<(ulong Writer, ulong Number)>();
        while (order.Count < writers * frames) TakeOrder((await other.ReadAsync(CancellationToken.None).AsTask().WaitAsync(Guard))!, order);
        await writer.DrainedAsync().WaitAsync(Guard);
        Assert.Equal(0, writer.PendingBytes);
        Assert.All(
            order.ToLookup(frame => frame.Writer, frame => frame.Number),
            numbers => Assert.Equal(Enumerable.Range(1, frames).Select(number => (ulong)number), numbers));
    }

    [Fact]
    public async Task Messages_OfALaneThatIsCrowdedAndLeftAlone_ArriveWhileItMoves()
    {
        var lane = (PolledSocketLane)Lane(LaneKind.Moving);
        await using SocketLane other = Other();

        for (int i = 0; i < 100; i++)
        {
            Task<FrameBuffer?> reading = ReadAsync(lane);
            await WriteAsync(other, (ulong)i + 1, i * 100).WaitAsync(Guard);

            Assert.Equal([((ulong)i + 1, i * 100)], Messages.Take((await reading.WaitAsync(Guard))!));
            Assert.Equal(i % 2 == 0, lane.IsAlone);
            Assert.Equal(lane.IsAlone ? 1 : 0, _places.Waiting);
            if (lane.IsAlone) _places.Add();
            else _places.Remove();
        }

        Task<FrameBuffer?> last = ReadAsync(lane);
        await other.DisposeAsync();
        Assert.Null(await last.WaitAsync(Guard));
    }

    // A thread that reads others, or one of the pool, would be missing there.
    [Fact]
    public async Task Lane_ThatIsLeftAlone_IsWaitedInByNoThreadButItsOwn()
    {
        const int messages = 200;
        _places.Add();
        PolledSocketLane lane = PolledSocketLane.TryCreate(_own, _places)!;
        _lane = lane;
        await using SocketLane other = Other();
        var waited = new List<string?>();

        async Task ReadMovingAsync()
        {
            for (int i = 0; await lane.ReadAsync(CancellationToken.None).ConfigureAwait(false) is { } message; i++)
            {
                message.Release();
                if (lane.IsAlone) waited.Add(Thread.CurrentThread.Name);
                if (i % 2 == 0) _places.Remove();
                else _places.Add();
            }
        }

        // Until the handshake is over, each frame is a message of its own, so that the next one is mostly there already.
        Task reading = Task.Run(ReadMovingAsync);
        for (int i = 1; i <= messages; i++) await WriteAsync(other, (ulong)i, 10).WaitAsync(Guard);
        await other.DisposeAsync();

        await reading.WaitAsync(Guard);
        Assert.Equal(Enumerable.Repeat("ObjectServer reader", messages / 2), waited);
        _places.Remove();
    }

    private static void TakeOrder(FrameBuffer message, List<(ulong Writer, ulong Number)> order)
    {
        var cursor = new FrameCursor(message.Span);
        while (cursor.MoveNext())
        {
            ChunkFrame chunk = ChunkFrame.Read(cursor.Body);
            order.Add((chunk.Transfer, chunk.Offset));
        }

        message.Release();
    }

    private static async Task WriteAsync(ILane lane, ulong number, int bytes)
    {
        FrameBuffer message = Messages.Of(number, bytes);
        await lane.WriteAsync(message, CancellationToken.None);
        message.Release();
    }

    // What is begun must not keep the thread that begins it.
    private static async Task<Task> BeginAsync(ILane lane, FrameBuffer message)
    {
        Task? writing = null;
        await Task.Run(() => { writing = lane.WriteAsync(message, CancellationToken.None).AsTask(); }).WaitAsync(Guard);
        return writing!;
    }

    // On a thread of its own: the lane may wait in it.
    private static Task<FrameBuffer?> ReadAsync(ILane lane, CancellationToken cancel = default) => Task.Factory.StartNew(
        () => lane.ReadAsync(cancel).AsTask(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();

    private static async Task<List<(ulong Number, int Bytes)>> ReadAllAsync(ILane lane)
    {
        var all = new List<(ulong, int)>();
        while (await ReadAsync(lane) is { } message) all.AddRange(Messages.Take(message));
        return all;
    }

    private ILane Lane(LaneKind kind)
    {
        _lane = kind switch
        {
            LaneKind.Blocking => new BlockingSocketLane(_own),
            LaneKind.Moving => PolledSocketLane.TryCreate(_own, _places)!,
            LaneKind.Polled when PolledSocketLane.TryCreate(_own) is { } polled => polled,
            _ => new SocketLane(_own),
        };
        _lane.EndHandshake();
        return _lane;
    }

    private SocketLane Other()
    {
        var other = new SocketLane(_peer);
        other.EndHandshake();
        return other;
    }
}
