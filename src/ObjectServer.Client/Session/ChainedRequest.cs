using ObjectServer.Telemetry;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>Requests that run members of objects: they belong to the chain of the call that makes them, and have its limits.</summary>
internal static class ChainedRequest
{
    /// <summary>Sends a request and completes with its answer.</summary>
    /// <param name="session">The session.</param>
    /// <param name="request">The request.</param>
    /// <param name="codec">Reads the answer.</param>
    /// <param name="what">What is asked, as the beginning of a sentence.</param>
    /// <param name="sent">Called when it has been sent.</param>
    /// <param name="cancel">Cancels it; the answer says what has become of it.</param>
    /// <param name="limit">How long it may take; null for as long as the client's calls.</param>
    /// <exception cref="TimeoutException">Its time is over.</exception>
    public static Task<T> SendAsync<T>(
        ClientSession session, Request request, ValueCodec<T> codec, string what, Action? sent, CancellationToken cancel, TimeSpan? limit = null) =>
        MadeCall.AreWatched
            ? MadeCall.WatchAsync($"objectserver/{request.KindCase}", session.PeerAddress, () => SendPlainAsync(session, request, codec, what, sent, limit, cancel))
            : SendPlainAsync(session, request, codec, what, sent, limit, cancel);

    private static async Task<T> SendPlainAsync<T>(
        ClientSession session, Request request, ValueCodec<T> codec, string what, Action? sent, TimeSpan? limit, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var pending = new AwaitedCall<T>(codec) { Session = session };
        IncomingCall? around = IncomingCall.Current;
        TimeSpan timeout = limit ?? session.DefaultTimeout;
        TimeSpan own = timeout;
        if (around is not null && !around.Admit(what, ref timeout)) around = null;
        if (!session.Calls.TryEnter()) await session.Calls.EnterAsync(timeout, what, cancel).ConfigureAwait(false);
        Join(request);
        session.Calls.Send(pending, request);
        sent?.Invoke();
        using ITimer? timer = StartTimer(session, pending, what, timeout, timeout == own ? null : around);
        using CancellationTokenRegistration following = around?.Follow(pending) ?? default;
        using CancellationTokenRegistration registration = cancel.UnsafeRegister(static call => Cancel((PendingCall)call!), pending);
        try
        {
            return await pending.Task.ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (cancel.IsCancellationRequested && e.CancellationToken != cancel)
        {
            throw new OperationCanceledException(e.Message, e, cancel).Mark(e.GetCallOutcome());
        }
    }

    private static void Join(Request request)
    {
        if (IncomingCall.Current is not { } around) return;
        request.Chained = around.IsInside;
        (ulong chain, uint depth) = around.Join();
        if (request.Snapshot is { } snapshot) (snapshot.Chain, snapshot.Depth) = (chain, depth);
        else if (request.Batch is { } batch) (batch.Chain, batch.Depth) = (chain, depth);
    }

    private static ITimer? StartTimer(ClientSession session, PendingCall pending, string what, TimeSpan timeout, IncomingCall? around)
    {
        if (timeout == Timeout.InfiniteTimeSpan) return null;
        return session.Time.CreateTimer(
            _ =>
            {
                around?.RunOut();
                if (pending.Fail(new TimeoutException($"{what} did not end within {timeout}. It may still run."))) session.Calls.Cancel(pending);
            },
            null,
            timeout,
            Timeout.InfiniteTimeSpan);
    }

    private static void Cancel(PendingCall pending)
    {
        if (!pending.IsSettled) pending.Session.Calls.Cancel(pending);
    }
}
