using ObjectServer.Reading;

namespace ObjectServer.Contracts.Tests.Reading;

public sealed class BeatThreadTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Beats_OfManyAddedAtDifferentTimes_AllGoOn()
    {
        const int Many = 200;
        const int Beats = 3;
        TaskCompletionSource[] reached = [.. Enumerable.Range(0, Many).Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];
        int[] counts = new int[Many];

        // Two intervals, so that neither stands in the way of the other.
        IDisposable[] beating =
        [
            .. Enumerable.Range(0, Many).Select(i => BeatThread.Shared.Add(
                () =>
                {
                    if (++counts[i] == Beats) reached[i].SetResult();
                },
                i % 2 == 0 ? Interval : Interval * 3)),
        ];

        await Task.WhenAll(reached.Select(one => one.Task)).WaitAsync(Limit);
        foreach (IDisposable one in beating) one.Dispose();
    }

    [Fact]
    public async Task Beat_ThatWasTakenOut_ComesNoMore()
    {
        int taken = 0;
        int beats = 0;
        var over = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        BeatThread.Shared.Add(() => taken++, Interval).Dispose();

        // Beats come one after the other, on one thread.
        using IDisposable other = BeatThread.Shared.Add(
            () =>
            {
                if (++beats == 3) over.SetResult(taken);
            },
            Interval);

        Assert.Equal(0, await over.Task.WaitAsync(Limit));
    }

    [Fact]
    public async Task Beat_ComesNoSoonerThanItsInterval()
    {
        const int Beats = 3;
        int beats = 0;
        var over = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        long start = Environment.TickCount64;
        using IDisposable beating = BeatThread.Shared.Add(
            () =>
            {
                if (++beats == Beats) over.SetResult(Environment.TickCount64);
            },
            Interval);

        long last = await over.Task.WaitAsync(Limit);

        Assert.True(last - start >= Beats * Interval.TotalMilliseconds, $"{Beats} beats came within {last - start} ms.");
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(1001)]
    [InlineData(10)]
    [InlineData(1)]
    public void Moments_AreThoseOfOthers_AndNeitherTooSoonNorMuchTooLate(long interval)
    {
        const int Shares = 16;
        long[] moments = [.. Enumerable.Range(0, (int)interval).Select(passed => BeatThread.NextMoment(now: 123_456_789 + passed, interval) - passed - 123_456_789)];

        Assert.All(moments, wait => Assert.InRange(wait, interval, interval + (interval / Shares)));
        Assert.InRange(moments.Select((wait, passed) => wait + passed).Distinct().Count(), 1, interval < Shares ? interval : Shares + 2);
    }
}
