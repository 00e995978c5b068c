using System.Net.Sockets;
using System.Threading.Channels;
using ObjectServer.Wire;

namespace ObjectServer.Contracts.Tests.Frames;

/// <summary>Lanes that a few threads read, of which each may be held up by what one lane brings.</summary>
public sealed class PolledSocketLaneTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    // More than there are threads.
    private static readonly int Many = Math.Max(Environment.ProcessorCount, 2) + 2;

    private static bool IsSystemWithout => !OperatingSystem.IsLinux();

    [Fact]
    public async Task Readers_ThatAreAllHeldUp_AreReplaced()
    {
        if (IsSystemWithout) return;
        using var release = new ManualResetEventSlim();
        var all = new List<Reading>();
        try
        {
            for (int i = 0; i < Many; i++)
            {
                var heldUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                var reading = new Reading(number =>
                {
                    if (number != 1) return;
                    heldUp.SetResult();
                    release.Wait();
                });
                all.Add(reading);
                reading.Send(1);
                await heldUp.Task.WaitAsync(Guard);

                // If nobody took the place of those that are held up, nobody would be left when as many lanes as there are threads have done so.
                reading.GoOnElsewhere();
                reading.Send(2);
                Assert.Equal(2UL, await reading.NextAsync().WaitAsync(Guard));
            }
        }
        finally
        {
            release.Set();
        }

        foreach (Reading reading in all) await reading.DisposeAsync();
    }

    [Fact]
    public async Task Lanes_ThatAlwaysHaveMore_LetOthersBeRead()
    {
        if (IsSystemWithout) return;
        bool enough = false;
        Reading[] busy = [.. Enumerable.Range(0, Many).Select(_ => Reading.OfWhatSendsMore(() => !Volatile.Read(ref enough)))];
        foreach (Reading reading in busy) reading.Send(1);
        try
        {
            foreach (Reading reading in busy) Assert.Equal(1UL, await reading.NextAsync().WaitAsync(Guard));
            await using var other = new Reading();
            for (ulong i = 2; i < 100; i++)
            {
                other.Send(i);
                Assert.Equal(i, await other.NextAsync().WaitAsync(Guard));
            }
        }
        finally
        {
            Volatile.Write(ref enough, true);
        }

        foreach (Reading reading in busy) await reading.DisposeAsync();
    }

    [Fact]
    public async Task Frames_OfManyLanesAtOnce_ArriveInTheirOrder()
    {
        if (IsSystemWithout) return;
        const int frames = 5000;
        Reading[] all = [.. Enumerable.Range(0, 3 * Many).Select(_ => new Reading())];

        await Task.WhenAll(all.Select(reading => Task.Run(async () =>
        {
            Task sending = Task.Run(() =>
            {
                for (ulong i = 1; i <= frames; i++) reading.Send(i);
            });
            for (ulong i = 1; i <= frames; i++) Assert.Equal(i, await reading.NextAsync());
            await sending;
        }))).WaitAsync(Guard);

        foreach (Reading reading in all) await reading.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lane_ThatEndsWhileItIsRead_IsHeardOf(bool byPeer)
    {
        if (IsSystemWithout) return;
        for (int i = 0; i < 500; i++)
        {
            var reading = new Reading();
            reading.Send(1);
            await (byPeer ? reading.EndAsync() : reading.DisposeAsync().AsTask()).WaitAsync(Guard);
            await reading.DisposeAsync();
        }
    }

    /// <summary>A lane, who reads it, and the other end.</summary>
    private sealed class Reading : IAsyncDisposable
    {
        private readonly Socket _peer;
        private readonly PolledSocketLane _lane;
        private readonly Action<ulong> _onFrame;
        private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Channel<ulong> _read = Channel.CreateUnbounded<ulong>();
        private int _turn;

        /// <param name="onFrame">Done by the reader at each frame, by its number, before it reads on; null for nothing.</param>
        public Reading(Action<ulong>? onFrame = null)
        {
            (Socket own, _peer) = SocketPair.Create();
            _onFrame = onFrame ?? (_ => { });
            _lane = PolledSocketLane.TryCreate(own)!;
            _lane.EndHandshake();
            _ = ReadAsync(_turn);
        }

        /// <summary>A lane on which each frame is followed by another one before it has been taken in.</summary>
        public static Reading OfWhatSendsMore(Func<bool> goesOn)
        {
            Reading? reading = null;
            reading = new Reading(_ =>
            {
                if (goesOn()) reading!.Send(2);
            });
            return reading;
        }

        public void Send(ulong number)
        {
            FrameBuffer message = Messages.Of(number, 10);
            _peer.Send(message.Span);
            message.Release();
        }

        /// <summary>The number of the next frame; of several with the same, the first.</summary>
        public Task<ulong> NextAsync() => _read.Reader.ReadAsync().AsTask();

        public void GoOnElsewhere() => _lane.ReadElsewhere(() => _ = ReadAsync(Interlocked.Increment(ref _turn)));

        /// <summary>The other end closes; completes when the reader has heard of it.</summary>
        public Task EndAsync()
        {
            _peer.Dispose();
            return _over.Task;
        }

        public async ValueTask DisposeAsync()
        {
            await _lane.DisposeAsync();
            await _over.Task.WaitAsync(Guard);
            _peer.Dispose();
        }

        private async Task ReadAsync(int turn)
        {
            ulong last = 0;
            while (await _lane.ReadAsync(CancellationToken.None).ConfigureAwait(false) is { } message)
            {
                foreach ((ulong number, _) in Messages.Take(message))
                {
                    _onFrame(number);
                    if (turn != Volatile.Read(ref _turn)) return;
                    if (number != last) _read.Writer.TryWrite(number);
                    last = number;
                }
            }

            _over.TrySetResult();
        }
    }
}
