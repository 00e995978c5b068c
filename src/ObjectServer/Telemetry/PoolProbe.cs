namespace ObjectServer.Telemetry;

/// <summary>Tells by an item of its own how long work waits for a thread of the pool. Asked by one thread.</summary>
/// <param name="time">The clock.</param>
internal class PoolProbe(TimeProvider time) : IThreadPoolWorkItem
{
    private long _queued;
    private volatile bool _waits;

    /// <summary>How long the item has waited; null when it has run, and a new one is on its way.</summary>
    public TimeSpan? Waiting()
    {
        if (_waits) return time.GetElapsedTime(_queued);
        _queued = time.GetTimestamp();
        _waits = true;
        Queue();
        return null;
    }

    /// <inheritdoc/>
    public void Execute() => _waits = false;

    /// <summary>Hands the item to the pool.</summary>
    protected virtual void Queue() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
}
