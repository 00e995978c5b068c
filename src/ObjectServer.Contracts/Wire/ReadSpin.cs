using System.Diagnostics;
using System.Net.Sockets;

namespace ObjectServer.Wire;

/// <summary>
/// Looks for the next bytes of a socket a little while before the thread goes to sleep for them: waking a thread up takes longer than most
/// answers, and one caller's synchronous call takes 11 to 27 µs without this instead of 5 to 6. It does so only while that has paid of
/// late, and for no more threads at a time than leave a core to others. Calls must not overlap.
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

    /// <summary>Receives what is there or comes within the limit. False when the thread had better sleep for it.</summary>
    public bool TryReceive(Socket socket, Span<byte> room, out int count)
    {
        count = 0;
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

        bool received = Look(socket, room, out count);
        Interlocked.Decrement(ref _spinning);
        if (received) _score = Math.Min(_score + 1, Most);
        else if ((_score -= Failure) < 0) _score = Least;
        return received;
    }

    private static bool Look(Socket socket, Span<byte> room, out int count)
    {
        long start = Stopwatch.GetTimestamp();
        do
        {
            if (SocketCalls.TryReceive(socket, room, out count)) return true;

            // Not Thread.Yield: to Linux, a thread that yields has used its whole slice, and on a busy machine waits for milliseconds after it.
            Thread.SpinWait(Pause);
        }
        while (Stopwatch.GetTimestamp() - start < Limit);
        return false;
    }
}
