namespace ObjectServer.Client.Session;

/// <summary>
/// Handles whose proxies the garbage collector has taken. A finalizer only links its handle in, and the first one sets the timer that gives all
/// of them back together: while nothing is collected no timer runs, as there may be many thousands of sessions that do nothing. Once disposed of it
/// keeps nothing: the server gives everything back with the session.
/// </summary>
internal sealed class ReleaseQueue : IDisposable
{
    /// <summary>How many objects go into one frame: well below the largest message, however many proxies one collection takes.</summary>
    public const int MostPerFrame = 16 * 1024;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);

    private readonly ITimer _timer;
    private readonly Action<Dictionary<ulong, ulong>> _send;
    private RemoteHandle? _head;
    private volatile bool _disposed;

    /// <param name="time">The clock of the timer.</param>
    /// <param name="send">Sends object ids with the receipts to give back.</param>
    public ReleaseQueue(TimeProvider time, Action<Dictionary<ulong, ulong>> send)
    {
        _send = send;
        _timer = time.CreateTimer(static state => ((ReleaseQueue)state!).Drain(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Called by finalizers.</summary>
    public void Add(RemoteHandle handle)
    {
        if (_disposed) return;
        RemoteHandle? head;
        do
        {
            head = Volatile.Read(ref _head);
            handle.NextCollected = head;
        }
        while (Interlocked.CompareExchange(ref _head, handle, head) != head);

        // Whoever is not the first finds it set, or what it has linked in already taken.
        if (head is null) _timer.Change(Period, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Gives back what has gathered.</summary>
    public void Drain()
    {
        RemoteHandle? handle = Interlocked.Exchange(ref _head, null);
        if (handle is null) return;
        var counts = new Dictionary<ulong, ulong>();
        for (; handle is not null; handle = handle.NextCollected)
        {
            ulong receipts = handle.ReleaseAll();
            if (receipts == 0) continue;
            ulong id = handle.Reference.ObjectId;
            counts[id] = counts.GetValueOrDefault(id) + receipts;
            if (counts.Count < MostPerFrame) continue;
            _send(counts);
            counts = [];
        }

        if (counts.Count > 0) _send(counts);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        _timer.Dispose();
        Interlocked.Exchange(ref _head, null);
    }
}
