using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;

namespace ObjectServer.Reading;

/// <summary>One of the threads that read whatever lane has something to read.</summary>
internal sealed class Poller
{
    [ThreadStatic]
    private static Poller? _current;

    private readonly PollerThreads _threads;
    private Action<Poller>? _first;
    private int _retired;

    // The last lane was the one before it, too: a caller who waits for each answer, and whose next call may be there at any moment. With many busy lanes
    // one of them is ready already, or the core is of more use to whoever makes the next one so.
    private long _last;
    private bool _again;
    private ReadSpin _spin;

    /// <param name="threads">All of them.</param>
    public Poller(PollerThreads threads) => _threads = threads;

    /// <summary>The calling thread is about to wait: where it is a poller, another one takes its place at once.</summary>
    public static void LeaveIfCurrent()
    {
        if (_current is { } poller) poller._threads.TryReplace(poller, null);
    }

    private bool IsRetired => Volatile.Read(ref _retired) != 0;

    /// <summary>Starts the thread.</summary>
    /// <param name="first">What it does first; null for nothing.</param>
    public void Start(Action<Poller>? first)
    {
        _first = first;
        new Thread(Run) { IsBackground = true, Name = "ObjectServer poller" }.Start();
    }

    /// <summary>Ends the thread as soon as it is done with what it does now. False when that has been said before.</summary>
    public bool TryRetire() => Interlocked.Exchange(ref _retired, 1) == 0;

    /// <summary>Waits until a lane is ready. False when the wait was interrupted. Only on the poller's own thread.</summary>
    /// <param name="queue">Of all lanes.</param>
    /// <param name="place">Names the lane.</param>
    /// <param name="ended">The peer sends nothing more, or the connection is gone.</param>
    public bool TryTake(SafeFileHandle queue, out long place, out bool ended)
    {
        var ready = new Ready(queue);
        bool taken = _again && _spin.TryTake(ref ready);
        (place, ended) = (ready.Place, ready.HasEnded);
        if (!taken && !ReadinessQueue.TryTake(queue, wait: true, out place, out ended)) return false;
        _again = place == _last;
        _last = place;
        return true;
    }

    private void Run()
    {
        _current = this;
        DoFirst();
        while (!IsRetired) _threads.ReadNext(this);
    }

    // A method of its own, of which nothing is left when it returns: the one that waits must keep no lane.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void DoFirst()
    {
        Action<Poller>? first = _first;
        _first = null;
        first?.Invoke(this);
    }

    /// <summary>A lane that is ready.</summary>
    private struct Ready(SafeFileHandle queue) : ISpinSource
    {
        private long _place;
        private bool _ended;

        public readonly long Place => _place;

        public readonly bool HasEnded => _ended;

        public bool TryTake() => ReadinessQueue.TryTake(queue, wait: false, out _place, out _ended);
    }
}
