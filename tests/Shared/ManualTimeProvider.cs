namespace ObjectServer.Testing;

/// <summary>A clock that stands still until a test moves it. Timers fire on the thread that moves it, in the order they are due.</summary>
internal sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly HashSet<ManualTimer> _waiting = [];
    private DateTimeOffset _now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How many timers are due some time.</summary>
    public int Timers
    {
        get
        {
            lock (_gate) return _waiting.Count;
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _now;
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock on, and stops on its way at each time that a timer is due.</summary>
    public void Advance(TimeSpan by)
    {
        DateTimeOffset end = GetUtcNow() + by;
        while (NextDue(end) is { } timer) timer.Fire();
        lock (_gate) _now = end;
    }

    /// <summary>Sets when a timer is due next; null for never.</summary>
    internal void Schedule(ManualTimer timer, TimeSpan? after)
    {
        lock (_gate)
        {
            timer.Due = after is { } time ? _now + time : DateTimeOffset.MaxValue;
            if (after is null) _waiting.Remove(timer);
            else _waiting.Add(timer);
        }
    }

    private ManualTimer? NextDue(DateTimeOffset end)
    {
        lock (_gate)
        {
            ManualTimer? next = _waiting.MinBy(timer => timer.Due);
            if (next is null || next.Due > end) return null;
            if (next.Due > _now) _now = next.Due;
            _waiting.Remove(next);
            return next;
        }
    }
}
