using System.Diagnostics;

namespace ObjectServer.Reading;

/// <summary>
/// Learns from what it is told whether a kind of work is so quick that handing it to another thread would cost more than doing it. What
/// it says is a guess: whoever acts on it must bear that some work takes longer. Calls may overlap; a lost update does not matter.
/// </summary>
internal struct WorkPace
{
    private const int Most = 16;
    private const int Least = -64;
    private const int SlowPenalty = 4;
    private const int LongPenalty = 16;

    // Handing work over costs two threads a few microseconds, and a thread that was woken up for it takes several times as long for the same
    // work: on a busy machine, 5 µs here would leave with the pool for ever what takes 2 µs on the reader.
    private static readonly long Quick = Stopwatch.Frequency / 50_000;
    private static readonly long Long = Stopwatch.Frequency / 5_000;

    private int _score;

    /// <summary>Whether the work has been quick of late.</summary>
    public readonly bool IsQuick => _score > 0;

    /// <summary>The work has kept its thread for so long.</summary>
    /// <param name="ticks">Of <see cref="Stopwatch"/>.</param>
    public void Took(long ticks)
    {
        int score = _score;

        // Where more threads want to run than there are cores, quick work is interrupted all the time. If that counted as slow, all of it would go to the
        // pool, one piece at a time, which makes more threads want to run: the rate of many busy sessions would break down, and never recover. Work that
        // is never done without being interrupted is not quick all the same.
        if (ticks > Quick && (Preemption.HasHappened() | Collection.HasHappened())) _score = Math.Max(score - 1, Least);

        // Other things take a thread's time, too, for once: what is long again and again soon has the lowest score.
        else if (ticks > Quick) _score = Math.Max(ticks >= Long ? Math.Min(score, 0) - LongPenalty : score - SlowPenalty, Least);
        else if (score < Most) _score = score + 1;
    }
}
