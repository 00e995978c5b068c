using System.Diagnostics;

namespace ObjectServer.Client.Session;

/// <summary>
/// Lets other threads that are about to call go first, so that one message carries the calls of many: on two cores, 64 threads in
/// synchronous calls make 2.2 times as many of them a second by it, and 16 threads 1.9 times. A core that somebody computes on is given
/// away ever more rarely. Calls may overlap; a lost update does not matter.
/// </summary>
internal struct CallGathering
{
    // With fewer there is nothing to gather.
    private const int FewestCallers = 6;
    private const int ShortestPeace = 64;
    private const int LongestPeace = 8192;
    private const int Forgiveness = 8;

    // Threads that call take a few microseconds each; whoever computes takes a slice of several milliseconds.
    private static readonly long TooLong = Stopwatch.Frequency / 500;

    // Calls that still go at once, because going behind others took too long; and how many did the last time.
    private int _peace;
    private int _lastPeace;

    /// <summary>To be asked by a thread whose call is ready to go, and will go out by whoever sends next.</summary>
    /// <param name="callers">Calls of the session that await their answer.</param>
    public void Await(int callers)
    {
        if (callers < FewestCallers) return;
        if (_peace > 0)
        {
            _peace--;
            return;
        }

        long start = Stopwatch.GetTimestamp();
        Thread.Yield();
        if (Stopwatch.GetTimestamp() - start <= TooLong)
        {
            _lastPeace = Math.Max(_lastPeace - Forgiveness, 0);
        }
        else if (_peace == 0)
        {
            _lastPeace = Math.Clamp(_lastPeace * 2, ShortestPeace, LongestPeace);
            _peace = _lastPeace;
        }
    }
}
