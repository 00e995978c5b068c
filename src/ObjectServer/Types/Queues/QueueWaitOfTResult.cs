using ObjectServer.Client.Session.Holds;

namespace ObjectServer.Types.Queues;

/// <summary>Somebody who waits at a queue for a result.</summary>
/// <typeparam name="TResult">The result.</typeparam>
/// <param name="onPresence">What the queue does when <see cref="SessionHold.Presence"/> has changed.</param>
/// <param name="session">For whom; null for the server's own code.</param>
/// <param name="late">The result of who has waited for as long as it would.</param>
internal class QueueWait<TResult>(Action<QueueWait> onPresence, SessionHolds? session, TResult late) : QueueWait(onPresence, session)
{
    private readonly TaskCompletionSource<TResult> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends with the result.</summary>
    public Task<TResult> Ended => _ended.Task;

    /// <summary>Whether it ended because its time was over.</summary>
    public bool WasLate { get; private set; }

    /// <summary>The result of who has waited for as long as it would.</summary>
    protected virtual TResult Late => late;

    /// <summary>It gets what it waits for.</summary>
    public void Grant(TResult result)
    {
        Leave();
        _ended.TrySetResult(result);
    }

    /// <inheritdoc/>
    public override void Fail(Exception reason)
    {
        Leave();
        if (reason is OperationCanceledException cancelled) _ended.TrySetCanceled(cancelled.CancellationToken);
        else _ended.TrySetException(reason);
    }

    /// <inheritdoc/>
    public override void TimeOut()
    {
        if (!IsWaiting) return;
        WasLate = true;
        Grant(Late);
    }
}
