using System.Diagnostics;

namespace ObjectServer.Benchmarks.Sessions;

/// <summary>The system's clock, which takes the time of the waits that a client makes on purpose before it comes back.</summary>
internal sealed class BackOffClock : TimeProvider
{
    // No other timer of a client that comes back is as short: those are limits, of seconds.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(200);

    private long _ticks;

    /// <summary>How long was waited since <see cref="Reset"/>.</summary>
    public TimeSpan Waited => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref _ticks));

    /// <summary>Begins anew.</summary>
    public void Reset() => Interlocked.Exchange(ref _ticks, 0);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < TimeSpan.Zero || dueTime > Longest || period != Timeout.InfiniteTimeSpan) return base.CreateTimer(callback, state, dueTime, period);
        long start = Stopwatch.GetTimestamp();
        return base.CreateTimer(
            over =>
            {
                // As it was, not as it was meant: a timer comes late where the machine is busy.
                Interlocked.Add(ref _ticks, Stopwatch.GetTimestamp() - start);
                callback(over);
            },
            state,
            dueTime,
            period);
    }
}
