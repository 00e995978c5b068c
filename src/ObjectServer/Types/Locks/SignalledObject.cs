using ObjectServer.Client.Session.Holds;
using ObjectServer.Contract;
using ObjectServer.Locks;

namespace ObjectServer.Types.Locks;

/// <summary>What those who wait for a state, which nobody owns, have in common: they all go on as soon as it is there.</summary>
internal abstract class SignalledObject : ILibraryObject, IHeldOrAwaited, IDisposable
{
    private readonly WaitQueue _queue;
    private bool _isDeleted;

    /// <param name="nature">What it is.</param>
    /// <param name="options">How many may wait.</param>
    /// <param name="time">The clock of waits that end.</param>
    protected SignalledObject(string nature, ObjectServerOptions options, TimeProvider time)
    {
        Nature = nature;
        _queue = new WaitQueue($"the {nature}", options.MaxWaitingCalls, time, Gate);
        SessionHolds.Use();
    }

    /// <inheritdoc/>
    public string Nature { get; }

    /// <inheritdoc cref="ISharedEvent.Waiting"/>
    public int Waiting => _queue.Count;

    /// <summary>Guards the state.</summary>
    protected Lock Gate { get; } = new();

    /// <summary>The state, for people; read under the gate.</summary>
    protected abstract string State { get; }

    /// <summary>Whether the state is there; read under the gate.</summary>
    protected abstract bool IsSignalled { get; }

    /// <inheritdoc cref="ISharedEvent.WaitAsync"/>
    public async Task<bool> WaitAsync(TimeSpan? timeout = null, CancellationToken cancel = default)
    {
        WaitTimes.Demand(timeout);
        Waiter waiter;
        lock (Gate)
        {
            if (_isDeleted) throw Gone();
            if (IsSignalled) return true;
            if (timeout == TimeSpan.Zero) return false;
            waiter = _queue.Add(SessionHolds.OfCaller, timeout);
        }

        return await _queue.AwaitAsync(waiter, cancel) >= 0;
    }

    /// <inheritdoc/>
    public WaitSight Look(int most)
    {
        lock (Gate) return _queue.Look(most, State);
    }

    /// <inheritdoc/>
    public void OnDeleted()
    {
        lock (Gate)
        {
            _isDeleted = true;
            _queue.FailAll(Gone());
        }
    }

    /// <inheritdoc/>
    public void Dispose() => OnDeleted();

    /// <summary>The state is there: all go on. To be called under the gate.</summary>
    protected void Signal() => _queue.ReleaseAll();

    private ObjectGoneException Gone() => new($"The {Nature} has been deleted.");
}
