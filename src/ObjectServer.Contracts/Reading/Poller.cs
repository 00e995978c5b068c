using System.Runtime.CompilerServices;

namespace ObjectServer.Reading;

/// <summary>One of the threads that read whatever lane has something to read.</summary>
internal sealed class Poller
{
    [ThreadStatic]
    private static Poller? _current;

    private readonly PollerThreads _threads;
    private Action<Poller>? _first;
    private int _retired;

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
}
