using ObjectServer.Hosting;

namespace ObjectServer.Health;

/// <summary>
/// Says how the server is, by a call through a session of its own. Anybody may ask as often as he likes: an answer holds for a while, and one
/// call is under way at a time, however many wait for it. Calls may overlap.
/// </summary>
internal sealed class HealthMonitor(ServerDrain drain, HealthSession session, HealthPace pace, TimeProvider time, ILogger<HealthMonitor> log)
{
    private readonly Lock _gate = new();
    private Task<HealthState>? _asking;
    private Task<Exception?>? _call;
    private HealthState _last = HealthState.Serving;
    private long _answered;

    /// <summary>How the server is. A drain is known at once, whatever was answered before.</summary>
    /// <param name="cancel">Gives up waiting.</param>
    public async ValueTask<HealthState> AskAsync(CancellationToken cancel)
    {
        // Liveness does not change by it: who drains must not be killed for it.
        if (drain.IsDraining) return HealthState.NotReady;
        HealthState state = await LastOrNext().WaitAsync(cancel);
        return drain.IsDraining ? HealthState.NotReady : state;
    }

    /// <summary>Completes when it is time to ask again, or the server has begun to drain.</summary>
    /// <param name="known">The last answer.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public async Task NextAsync(HealthState known, CancellationToken cancel)
    {
        // A drain may have begun since the last answer, which is then still to be told.
        if (drain.IsDraining && !known.IsReady)
        {
            // There is no news after this one.
            await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
            return;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await Task.WhenAny(Task.Delay(pace.Fresh, time, stop.Token), drain.Began);
        await stop.CancelAsync();
        cancel.ThrowIfCancellationRequested();
    }

    private Task<HealthState> LastOrNext()
    {
        lock (_gate)
        {
            if (_asking is { } last && (!last.IsCompleted || time.GetElapsedTime(_answered) < pace.Fresh)) return last;
            return _asking = Task.Run(AskItselfAsync);
        }
    }

    private async Task<HealthState> AskItselfAsync()
    {
        // One that was not answered in time is waited for once more: a server that hangs is not given ever more to do.
        Task<Exception?> call = _call is { IsCompleted: false } hanging ? hanging : _call = session.CallAsync();
        HealthState state;
        string reason = "";
        try
        {
            Exception? failure = await call.WaitAsync(pace.Limit, time);
            state = failure is null ? HealthState.Serving : HealthState.NotReady;
            reason = failure?.Message ?? "";
        }
        catch (TimeoutException)
        {
            state = HealthState.Hanging;
            reason = $"a call was not answered within {pace.Limit}.";
        }

        if (state.IsReady && !_last.IsReady) log.Healthy();
        if (!state.IsReady && state != _last && !drain.IsDraining) log.Unhealthy(reason);
        _last = state;
        Volatile.Write(ref _answered, time.GetTimestamp());
        return state;
    }
}
