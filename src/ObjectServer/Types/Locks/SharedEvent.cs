using ObjectServer.Client.Session.Holds;
using ObjectServer.Contract;
using ObjectServer.Locks;

namespace ObjectServer.Types.Locks;

/// <inheritdoc cref="ISharedEvent"/>
internal sealed class SharedEvent : ISharedEvent, ILibraryObject, IHeldOrAwaited, IDisposable
{
    private readonly Lock _gate = new();
    private readonly WaitQueue _queue;
    private bool _isSet;
    private bool _isDeleted;

    /// <param name="set">Whether it is set at first.</param>
    /// <param name="options">How many may wait.</param>
    /// <param name="time">The clock of waits that end.</param>
    public SharedEvent(bool set, ObjectServerOptions options, TimeProvider time)
    {
        _isSet = set;
        _queue = new WaitQueue("the event", options.MaxWaitingCalls, time, _gate);
        SessionHolds.Use();
    }

    /// <inheritdoc/>
    public string Nature => "event";

    /// <inheritdoc/>
    public WaitSight Look(int most)
    {
        lock (_gate) return _queue.Look(most, _isSet ? "set" : "not set");
    }

    /// <inheritdoc/>
    public bool IsSet
    {
        get
        {
            lock (_gate) return _isSet;
        }
    }

    /// <inheritdoc/>
    public int Waiting => _queue.Count;

    /// <inheritdoc/>
    public void Set()
    {
        lock (_gate)
        {
            _isSet = true;
            _queue.ReleaseAll();
        }
    }

    /// <inheritdoc/>
    public Task SetAsync(CancellationToken cancel = default)
    {
        Set();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Clear()
    {
        lock (_gate) _isSet = false;
    }

    /// <inheritdoc/>
    public Task ClearAsync(CancellationToken cancel = default)
    {
        Clear();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<bool> WaitAsync(TimeSpan? timeout = null, CancellationToken cancel = default)
    {
        WaitTimes.Demand(timeout);
        Waiter waiter;
        lock (_gate)
        {
            if (_isDeleted) throw Gone();
            if (_isSet) return true;
            if (timeout == TimeSpan.Zero) return false;
            waiter = _queue.Add(SessionHolds.OfCaller);
        }

        return await _queue.AwaitAsync(waiter, timeout, cancel) >= 0;
    }

    /// <inheritdoc/>
    public void OnDeleted()
    {
        lock (_gate)
        {
            _isDeleted = true;
            _queue.FailAll(Gone());
        }
    }

    /// <inheritdoc/>
    public void Dispose() => OnDeleted();

    private static ObjectGoneException Gone() => new("The event has been deleted.");
}
