using ObjectServer.Client.Session.Holds;

namespace ObjectServer.Locks;

/// <summary>Somebody's claim to a lock, from the queue to its end. All but <see cref="Granted"/> is guarded by the lock's gate.</summary>
/// <param name="owner">The lock.</param>
/// <param name="session">For whom.</param>
/// <param name="id">What the claimant calls it.</param>
/// <param name="isExclusive">Nobody else is to have the lock meanwhile.</param>
internal sealed class LockClaim(FairReaderWriterLock owner, SessionHolds? session, Guid id, bool isExclusive) : SessionHold(session)
{
    private readonly TaskCompletionSource<ulong> _granted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the claimant calls it.</summary>
    public Guid Id { get; } = id;

    /// <summary>Nobody else is to have the lock meanwhile.</summary>
    public bool IsExclusive { get; } = isExclusive;

    /// <summary>How things stand.</summary>
    public LockState State { get; private set; }

    /// <summary>The fencing token; 0 before the lock was got.</summary>
    public ulong Token { get; private set; }

    /// <summary>How many operations under the token are under way: the lock does not pass on in the middle of one.</summary>
    public int UnderWay { get; set; }

    /// <summary>Its place in the queue.</summary>
    public LinkedListNode<LockClaim>? Waiting { get; set; }

    /// <summary>Ends with the token when the lock is got; fails when it never will be.</summary>
    public Task<ulong> Granted => _granted.Task;

    /// <summary>The lock is got.</summary>
    public void Grant(ulong token)
    {
        Token = token;
        State = LockState.Held;
        _granted.TrySetResult(token);
    }

    /// <summary>It is over. What waits for the lock fails with <paramref name="reason"/>.</summary>
    public void Conclude(Exception reason)
    {
        State = LockState.Over;
        TryEnd();
        if (reason is OperationCanceledException cancelled) _granted.TrySetCanceled(cancelled.CancellationToken);
        else if (!_granted.Task.IsCompleted) _granted.TrySetException(reason);
    }

    /// <inheritdoc/>
    public override void OnPresence() => owner.OnPresence(this);
}
