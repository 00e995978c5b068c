using ObjectServer.Client.Link;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <content>Coming back by another link when one has broken.</content>
internal sealed partial class ClientSession
{
    // A link that breaks while the session is being opened is the opener's concern, and one that breaks during a return, the return's.
    private void ReturnFrom(SessionLink link, Exception cause)
    {
        lock (_linkGate)
        {
            if (!_established || _isReturning || link != _link) return;
            _isReturning = true;
            _returning = ReturnAsync(link, cause);
        }
    }

    // From here on nobody returns. The link that the server can be told by; null when there is none.
    private SessionLink? Leave()
    {
        lock (_linkGate)
        {
            bool isIdle = _established && !_isReturning;
            _isReturning = true;
            return isIdle && !HasEnded && _link is { Cause: null } ? _link : null;
        }
    }

    private void Establish(SessionLink link)
    {
        lock (_linkGate) _established = true;
        if (link.Cause is { } cause) ReturnFrom(link, cause);
    }

    private async Task ReturnAsync(SessionLink link, Exception cause)
    {
        await Task.Yield();
        TimeSpan most = ReturnLimit;
        long start = Time.GetTimestamp();
        var backOff = new BackOff();
        ILink last = _transport!;
        await StopAsync(link).ConfigureAwait(false);
        while (!HasEnded)
        {
            if (last.HasServerEnded || Time.GetElapsedTime(start) >= most)
            {
                string what = last.HasServerEnded ? "has ended" : $"could not be reached again within {most}";
                End(new ServerUnavailableException($"The server at {Address} {what}: {cause.Message}", cause));
                return;
            }

            try
            {
                await Task.Delay(backOff.Next(), Time, Ended).ConfigureAwait(false);
                link = Begin(link.Number + 1);
                await ResumeInTimeAsync(link).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                link.Break(e);
                if (IsLost(e)) End(e);
            }

            if (TryStay(link, out Exception? failure)) return;
            cause = failure!;
            await StopAsync(link).ConfigureAwait(false);
        }
    }

    private bool TryStay(SessionLink link, out Exception? failure)
    {
        lock (_linkGate)
        {
            failure = link.Cause;
            if (failure is not null) return false;
            _isReturning = false;
        }

        Interlocked.Increment(ref _returns);
        return true;
    }

    private async Task ResumeInTimeAsync(SessionLink link)
    {
        using var limit = new CancellationTokenSource(Options.ConnectTimeout, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, Ended);
        await ResumeAsync(link, either.Token).WaitAsync(either.Token).ConfigureAwait(false);
    }

    private async Task ResumeAsync(SessionLink link, CancellationToken cancel)
    {
        ILane control = await OpenLaneAsync(_transport!, Lane.Control, cancel).ConfigureAwait(false);
        Welcome welcome = await GreetAgainAsync(control, cancel).ConfigureAwait(false);
        if (welcome.Link != link.Number) link.Renumber(welcome.Link);
        await AttachNearestAsync(link, Lane.Calls, cancel).ConfigureAwait(false);
        bool bulk;
        lock (_linkGate) bulk = _wantsBulk;
        if (bulk) await AttachNearestAsync(link, Lane.Bulk, cancel).ConfigureAwait(false);
        Carry(link, control, Lane.Control, welcome.Received);
    }

    // What another attempt cannot change.
    private static bool IsLost(Exception failure) => failure is SessionLostException or AuthenticationFailedException or AccessDeniedException or ProtocolException;

    // Lanes that threads wait in end by being disposed of.
    private async Task StopAsync(SessionLink link)
    {
        ILane[] lanes;
        lock (_linkGate)
        {
            lanes = [.. _lanes];
            _lanes.Clear();
        }

        link.Break(new IOException("The link was stopped."));
        foreach (ILane lane in lanes) await lane.DisposeAsync().ConfigureAwait(false);
        await link.StopAsync(LastWrite, Time).ConfigureAwait(false);
        await _transport!.DisposeAsync().ConfigureAwait(false);
        Calls.Pending.ReadForAll();
    }

    private async Task StopLinksAsync()
    {
        Task returning;
        SessionLink? link;
        lock (_linkGate)
        {
            returning = _returning;
            link = _link;
        }

        await returning.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (link is not null) await StopAsync(link).ConfigureAwait(false);
    }
}
