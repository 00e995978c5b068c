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

    // Handing work over costs two threads a few microseconds.
    private static readonly long Quick = Stopwatch.Frequency / 200_000;
    private static readonly long Long = Stopwatch.Frequency / 5_000;

    private int _score;

    /// <summary>Whether the work has been quick of late.</summary>
    public readonly bool IsQuick => _score > 0;

    /// <summary>The work has kept its thread for so long.</summary>
    /// <param name="ticks">Of <see cref="Stopwatch"/>.</param>
    public void Took(long ticks)
    {
        int score = _score;
        if (ticks > Quick) _score = ticks >= Long ? Least : Math.Max(score - SlowPenalty, Least);
        else if (score < Most) _score = score + 1;
    }
}
