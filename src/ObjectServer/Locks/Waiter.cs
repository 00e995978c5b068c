using ObjectServer.Client.Session.Holds;

namespace ObjectServer.Locks;

/// <summary>Somebody who waits in a <see cref="WaitQueue"/>. All but <see cref="Ended"/> is guarded by the queue's gate.</summary>
/// <param name="queue">Where it waits.</param>
/// <param name="session">For whom; null for the server's own code.</param>
internal sealed class Waiter(WaitQueue queue, SessionHolds? session) : SessionHold(session)
{
    private readonly TaskCompletionSource<int> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Its place; null when it has none any more.</summary>
    public LinkedListNode<Waiter>? Node { get; set; }

    /// <summary>Ends its waiting; null when nothing does.</summary>
    public ITimer? Timer { get; set; }

    /// <summary>Its time is over as soon as it waits.</summary>
    public bool WaitsForNothing { get; set; }

    /// <summary>Ends with its number when it is let go, with -1 when its time is over.</summary>
    public Task<int> Ended => _ended.Task;

    /// <summary>It waits no longer.</summary>
    public void Conclude(int number)
    {
        Leave();
        _ended.TrySetResult(number);
    }

    /// <inheritdoc cref="Conclude(int)"/>
    public void Conclude(Exception reason)
    {
        Leave();
        if (reason is OperationCanceledException cancelled) _ended.TrySetCanceled(cancelled.CancellationToken);
        else if (!_ended.Task.IsCompleted) _ended.TrySetException(reason);
    }

    /// <inheritdoc/>
    public override void OnPresence() => queue.OnPresence(this);

    private void Leave()
    {
        Timer?.Dispose();
        TryEnd();
    }
}
