using System.Diagnostics;
using ObjectServer.Client.Session.Holds;
using ObjectServer.Dispatch;

namespace ObjectServer.Locks;

/// <summary>Somebody's claim to permits, from the queue to its end. All but <see cref="Granted"/> is guarded by the gate of what it claims.</summary>
/// <param name="owner">What it claims.</param>
/// <param name="request">What was asked for.</param>
internal sealed class LockClaim(FairPermits owner, LockRequest request) : SessionHold(request.Session), IFenceEntry
{
    private readonly TaskCompletionSource<ulong> _granted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <inheritdoc/>
    public override HoldKind Kind => State == LockState.Held ? owner.Holds : HoldKind.Wait;

    /// <summary>What the claimant calls it.</summary>
    public Guid Id { get; } = request.Id;

    /// <summary>How many permits it claims.</summary>
    public long Permits { get; } = request.Permits;

    /// <summary>Nobody else is to have permits meanwhile.</summary>
    public bool IsExclusive { get; } = request.IsExclusive;

    /// <summary>Who, in the session, may have it again; empty for nobody.</summary>
    public Guid Owner { get; } = request.Owner;

    /// <summary>What its owner calls the further claims to what it has already; null for none.</summary>
    public List<Guid>? Nested { get; set; } = request.Nested;

    /// <summary>How things stand.</summary>
    public LockState State { get; private set; }

    /// <summary>The fencing token; 0 before it was granted.</summary>
    public ulong Token { get; private set; }

    /// <summary>How many operations under the token are under way: it does not pass on in the middle of one.</summary>
    public int UnderWay { get; set; }

    /// <summary>Its place in the queue.</summary>
    public LinkedListNode<LockClaim>? Waiting { get; set; }

    /// <summary>Ends its waiting; null when nothing does.</summary>
    public ITimer? Timer { get; set; }

    /// <summary>Ends with the token when it is granted, and with 0 when its time is over; fails when it never will be.</summary>
    public Task<ulong> Granted => _granted.Task;

    /// <summary>It is granted.</summary>
    public void Grant(ulong token)
    {
        Token = token;
        State = LockState.Held;
        Since = Stopwatch.GetTimestamp();
        Timer?.Dispose();
        _granted.TrySetResult(token);
    }

    /// <summary>It is over. What waits fails with <paramref name="reason"/>; null when its time is over.</summary>
    public void Conclude(Exception? reason)
    {
        State = LockState.Over;
        Timer?.Dispose();
        TryEnd();
        if (reason is null) _granted.TrySetResult(0);
        else if (reason is OperationCanceledException cancelled) _granted.TrySetCanceled(cancelled.CancellationToken);
        else if (!_granted.Task.IsCompleted) _granted.TrySetException(reason);
    }

    /// <inheritdoc/>
    public override void OnPresence() => owner.OnPresence(this);

    /// <inheritdoc/>
    public void Leave() => owner.Exit(this);
}
