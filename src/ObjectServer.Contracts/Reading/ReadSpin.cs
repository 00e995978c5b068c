using System.Diagnostics;
using ObjectServer.Wire;

namespace ObjectServer.Reading;

/// <summary>
/// Looks for what comes next a little while before the thread goes to sleep for it: waking a thread up takes longer than most answers, and one caller's
/// synchronous call takes 11 to 27 µs without this instead of 5 to 6. It does so only while that has paid of late, and for no more threads at a time than leave a
/// core to others. Calls must not overlap.
/// </summary>
internal struct ReadSpin
{
    private const int Most = 8;
    private const int Least = -32;
    private const int Failure = 4;
    private const int Pause = 20;

    private static readonly long Limit = Stopwatch.Frequency / 1_000_000 * 25;
    private static readonly int MostSpinning = SocketCalls.CanTryReceive ? Environment.ProcessorCount - 1 : 0;
    private static int _spinning;

    // Below 0 it does not pay; every wait without it counts up, so that it is tried again now and then.
    private int _score;

    /// <summary>Takes what is there or comes within the limit. False when the thread had better sleep for it.</summary>
    /// <param name="source">Where to look.</param>
    public bool TryTake<TSource>(ref TSource source)
        where TSource : struct, ISpinSource, allows ref struct
    {
        if (_score < 0)
        {
            _score++;
            return false;
        }

        if (Interlocked.Increment(ref _spinning) > MostSpinning)
        {
            Interlocked.Decrement(ref _spinning);
            return false;
        }

        bool taken = Look(ref source);
        Interlocked.Decrement(ref _spinning);
        if (taken) _score = Math.Min(_score + 1, Most);
        else if ((_score -= Failure) < 0) _score = Least;
        return taken;
    }

    private static bool Look<TSource>(ref TSource source)
        where TSource : struct, ISpinSource, allows ref struct
    {
        long start = Stopwatch.GetTimestamp();
        do
        {
            if (source.TryTake()) return true;

            // Not Thread.Yield: to Linux, a thread that yields has used its whole slice, and on a busy machine waits for milliseconds after it.
            Thread.SpinWait(Pause);
        }
        while (Stopwatch.GetTimestamp() - start < Limit);
        return false;
    }
}
