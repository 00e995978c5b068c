using System.Globalization;

namespace ObjectServer.Types.Locks;

/// <inheritdoc cref="ISharedCountdown"/>
internal sealed class SharedCountdown : SignalledObject, ISharedCountdown
{
    private int _initial;
    private int _current;

    /// <param name="count">How many signals are to come.</param>
    /// <param name="options">How many may wait.</param>
    /// <param name="time">The clock of waits that end.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public SharedCountdown(int count, ObjectServerOptions options, TimeProvider time)
        : base("countdown", options, time)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _initial = _current = count;
    }

    /// <inheritdoc/>
    public int InitialCount
    {
        get
        {
            lock (Gate) return _initial;
        }
    }

    /// <inheritdoc/>
    public int CurrentCount
    {
        get
        {
            lock (Gate) return _current;
        }
    }

    /// <inheritdoc/>
    public bool IsSet => CurrentCount == 0;

    /// <inheritdoc/>
    protected override string State => string.Create(CultureInfo.InvariantCulture, $"{_current} to come");

    /// <inheritdoc/>
    protected override bool IsSignalled => _current == 0;

    /// <inheritdoc/>
    public Task<bool> SignalAsync(int count = 1, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        lock (Gate)
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
        lock (Gate)
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
        lock (Gate)
        {
            _initial = count ?? _initial;
            Become(_initial);
        }

        return Task.CompletedTask;
    }

    // Under the gate.
    private void Become(int count)
    {
        _current = count;
        if (count == 0) Signal();
    }
}
