using System.Globalization;
using ObjectServer.Client.Session.Holds;
using ObjectServer.Contract;
using ObjectServer.Locks;

namespace ObjectServer.Types.Locks;

/// <inheritdoc cref="ISharedCountdown"/>
internal sealed class SharedCountdown : ISharedCountdown, ILibraryObject, IHeldOrAwaited, IDisposable
{
    private readonly Lock _gate = new();
    private readonly WaitQueue _queue;
    private int _initial;
    private int _current;
    private bool _isDeleted;

    /// <param name="count">How many signals are to come.</param>
    /// <param name="options">How many may wait.</param>
    /// <param name="time">The clock of waits that end.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public SharedCountdown(int count, ObjectServerOptions options, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _initial = _current = count;
        _queue = new WaitQueue("the countdown", options.MaxWaitingCalls, time, _gate);
        SessionHolds.Use();
    }

    /// <inheritdoc/>
    public string Nature => "countdown";

    /// <inheritdoc/>
    public WaitSight Look(int most)
    {
        lock (_gate) return _queue.Look(most, string.Create(CultureInfo.InvariantCulture, $"{_current} to come"));
    }

    /// <inheritdoc/>
    public int InitialCount
    {
        get
        {
            lock (_gate) return _initial;
        }
    }

    /// <inheritdoc/>
    public int CurrentCount
    {
        get
        {
            lock (_gate) return _current;
        }
    }

    /// <inheritdoc/>
    public bool IsSet => CurrentCount == 0;

    /// <inheritdoc/>
    public int Waiting => _queue.Count;

    /// <inheritdoc/>
    public Task<bool> SignalAsync(int count = 1, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        lock (_gate)
        {
            if (count > _current) throw new InvalidOperationException($"{count} signals were given where {_current} are to come; none was counted.");
            Become(_current - count);
            return Task.FromResult(_current == 0);
        }
    }

    /// <inheritdoc/>
    public Task<bool> TryAddAsync(int count = 1, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        lock (_gate)
        {
            if (_current == 0) return Task.FromResult(false);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(count, int.MaxValue - _current);
            Become(_current + count);
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task ResetAsync(int? count = null, CancellationToken cancel = default)
    {
        if (count is { } given) ArgumentOutOfRangeException.ThrowIfNegative(given, nameof(count));
        lock (_gate)
        {
            _initial = count ?? _initial;
            Become(_initial);
        }

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
            if (_current == 0) return true;
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

    private static ObjectGoneException Gone() => new("The countdown has been deleted.");

    // Under the gate.
    private void Become(int count)
    {
        _current = count;
        if (count == 0) _queue.ReleaseAll();
    }
}
