namespace ObjectServer.Types.Locks;

/// <inheritdoc cref="ISharedEvent"/>
internal sealed class SharedEvent : SignalledObject, ISharedEvent
{
    private bool _isSet;

    /// <param name="set">Whether it is set at first.</param>
    /// <param name="options">How many may wait.</param>
    /// <param name="time">The clock of waits that end.</param>
    public SharedEvent(bool set, ObjectServerOptions options, TimeProvider time)
        : base("event", options, time)
    {
        _isSet = set;
    }

    /// <inheritdoc/>
    public bool IsSet
    {
        get
        {
            lock (Gate) return _isSet;
        }
    }

    /// <inheritdoc/>
    protected override string State => _isSet ? "set" : "not set";

    /// <inheritdoc/>
    protected override bool IsSignalled => _isSet;

    /// <inheritdoc/>
    public void Set()
    {
        lock (Gate)
        {
            _isSet = true;
            Signal();
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
        lock (Gate) _isSet = false;
    }

    /// <inheritdoc/>
    public Task ClearAsync(CancellationToken cancel = default)
    {
        Clear();
        return Task.CompletedTask;
    }
}
