using ObjectServer.Service;
using ObjectServer.Session;
using ObjectServer.Wire;

namespace ObjectServer.Hosting;

/// <summary>
/// Lets a server run out of work: it is not ready any more, takes no new sessions, requests and calls, tells its clients so, and waits within
/// a limit for what is under way. There is one drain in a server's life; who begins it again can only make it shorter, or have the host stop
/// behind it. Calls may overlap.
/// </summary>
internal sealed class ServerDrain(ServerCore server, SessionTable sessions, UnarySessionTable unarySessions)
{
    /// <summary>The longest limit that a drain can have.</summary>
    public static readonly TimeSpan LongestLimit = TimeSpan.FromHours(24);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    // How long clients have to say that no more calls of theirs are on their way.
    private static readonly TimeSpan LastCalls = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _began = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ServerSession[] _open = [];
    private UnarySession[] _unary = [];
    private Task<bool>? _running;
    private TimeSpan _limit;
    private long _start;
    private int _waitingCalls;
    private int _left;
    private bool _stops;

    /// <summary>Whether the server takes nothing new any more.</summary>
    public bool IsDraining => server.Host.IsDraining;

    /// <summary>Completes when a drain has begun.</summary>
    public Task Began => _began.Task;

    /// <summary>The drain: true when nothing is left under way, false when the limit passed before. Null when none has begun.</summary>
    public Task<bool>? Ended => Volatile.Read(ref _running);

    /// <summary>How many sessions there were when it began.</summary>
    public int Sessions => _open.Length + _unary.Length;

    /// <summary>How many calls of these sessions are under way, those not counted that wait for the drain itself.</summary>
    public int Calls => Math.Max(0, CallsOfAll() - Volatile.Read(ref _waitingCalls));

    /// <summary>Begins to drain, and does not wait for the end.</summary>
    /// <param name="limit">How long what is under way may take; where a drain is under way, the earlier end holds.</param>
    /// <param name="thenStop">
    /// The host stops when nothing is left or the limit has passed: what still runs then is cancelled. Otherwise the server stays, with the
    /// sessions that it has, until it is told to stop.
    /// </param>
    /// <returns>As <see cref="Ended"/>. A call of a client's waits by <see cref="EndedAsync"/> instead.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is negative, or longer than <see cref="LongestLimit"/>.</exception>
    public Task<bool> Begin(TimeSpan limit, bool thenStop)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, LongestLimit);
        lock (_gate)
        {
            if (_running is null) server.Log.DrainBegun(limit, thenStop ? "stops" : "stays");
            Task<bool> running = Run(limit);
            if (!thenStop || _stops) return running;
            _stops = true;
            _ = StopBehindAsync(running);
            return running;
        }
    }

    /// <summary>Waits for the end of the drain from within a call, which does not count as one that is under way meanwhile.</summary>
    /// <param name="cancel">Gives up waiting; the drain goes on.</param>
    /// <exception cref="InvalidOperationException">No drain has begun.</exception>
    public async Task<bool> EndedAsync(CancellationToken cancel)
    {
        Task<bool> running = Ended ?? throw new InvalidOperationException("No drain has begun.");
        Interlocked.Increment(ref _waitingCalls);
        try
        {
            return await running.WaitAsync(cancel);
        }
        finally
        {
            Interlocked.Decrement(ref _waitingCalls);
        }
    }

    /// <summary>The host stops: begins to drain, or goes on with what has begun, and completes when calls that waited for the end are answered too.</summary>
    /// <param name="limit">As for <see cref="Begin"/>.</param>
    public async Task RunOutAsync(TimeSpan limit)
    {
        Task<bool> running;
        lock (_gate)
        {
            _stops = true;
            running = Run(limit);
        }

        server.Log.Draining(Sessions, Calls);
        if (!await running) server.Log.DrainTimedOut(Calls, limit);
        long start = server.Time.GetTimestamp();
        while (CallsOfAll() > _left && server.Time.GetElapsedTime(start) < LastCalls) await Task.Delay(Look, server.Time);
    }

    private Task<bool> Run(TimeSpan limit)
    {
        if (_running is not null)
        {
            TimeSpan until = server.Time.GetElapsedTime(_start) + limit;
            if (until < _limit) _limit = until;
            return _running;
        }

        // First of all: whoever asks whether the server is ready must hear that it is not before anybody is refused.
        server.Host.Drain();
        _began.TrySetResult();
        _open = [.. sessions.All];
        _unary = [.. unarySessions.All];
        _limit = limit;
        _start = server.Time.GetTimestamp();
        foreach (ServerSession session in _open) session.SendControl(FrameKind.Drain, new Drain { LimitMs = (uint)limit.TotalMilliseconds });
        Volatile.Write(ref _running, RunAsync());
        return _running;
    }

    private async Task<bool> RunAsync()
    {
        await Task.WhenAll(_open.Select(session => session.LastCallAsync(LastCalls)));
        while (Calls > 0 && !IsOver()) await Task.Delay(Look, server.Time);
        _left = Calls;
        return _left == 0;
    }

    private bool IsOver()
    {
        lock (_gate) return server.Time.GetElapsedTime(_start) >= _limit;
    }

    private async Task StopBehindAsync(Task running)
    {
        await running;
        server.Stop();
    }

    private int CallsOfAll() => _open.Sum(session => session.Running) + _unary.Sum(session => session.Running);
}
