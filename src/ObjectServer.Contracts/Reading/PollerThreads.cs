using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;

namespace ObjectServer.Reading;

/// <summary>
/// The threads of this process that read lanes which have no thread of their own: one for each core, each of which waits for whatever lane is ready next. What a
/// lane brings, they also do; one that is held up by that is replaced, so that there are always as many. Calls may overlap.
/// </summary>
internal sealed class PollerThreads
{
    // With one of them, all lanes would wait until the watch sees that work holds it up.
    private const int Fewest = 2;

    private readonly SafeFileHandle _queue;
    private readonly ConcurrentDictionary<long, IPolled> _polled = new();
    private long _lastPlace;
    private int _started;

    private PollerThreads(SafeFileHandle queue) => _queue = queue;

    /// <summary>Those of this process; null where the system has no such queue.</summary>
    public static PollerThreads? Shared { get; } = ReadinessQueue.TryCreate() is { } queue ? new PollerThreads(queue) : null;

    /// <summary>Has a socket read from now on. False when the system refuses.</summary>
    /// <param name="socket">Its receives do not wait.</param>
    /// <param name="polled">Told when it is ready.</param>
    /// <param name="place">Names it here.</param>
    public bool TryAdd(Socket socket, IPolled polled, out long place)
    {
        place = Interlocked.Increment(ref _lastPlace);
        _polled[place] = polled;
        if (!ReadinessQueue.TryAdd(_queue, socket.SafeHandle, place))
        {
            _polled.TryRemove(place, out _);
            return false;
        }

        if (Interlocked.Exchange(ref _started, 1) != 0) return true;
        for (int i = Math.Max(Environment.ProcessorCount, Fewest); i > 0; i--) new Poller(this).Start(null);
        return true;
    }

    /// <summary>Has a socket read no more. It is still open.</summary>
    public void Remove(Socket socket, long place)
    {
        ReadinessQueue.Remove(_queue, socket.SafeHandle);
        _polled.TryRemove(place, out _);
    }

    /// <summary>Starts a thread in place of one that is held up. False when that has been done before.</summary>
    /// <param name="held">That one; it ends when it is not held up any more.</param>
    /// <param name="first">What the new thread does first; null for nothing.</param>
    public bool TryReplace(Poller held, Action<Poller>? first)
    {
        if (!held.TryRetire()) return false;
        new Poller(this).Start(first);
        return true;
    }

    /// <summary>Waits until something is ready, and has it read. A method of its own: nothing is left of it while its thread waits.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void ReadNext(Poller poller)
    {
        if (poller.TryTake(_queue, out long place, out bool ended) && _polled.TryGetValue(place, out IPolled? polled)) polled.OnReady(poller, ended);
    }
}
