using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>
/// A call that awaits its answer. Exactly one of <see cref="OnResult"/> and <see cref="OnError"/> takes effect; both are called by
/// the session's readers and never run user code there.
/// </summary>
internal abstract class PendingCall
{
    private int _settled;

    /// <summary>The call's number, once it is sent.</summary>
    public ulong Sequence { get; set; }

    /// <summary>Where its frame begins on the calls lane, which says whether any of it has been sent.</summary>
    public ulong Position { get; set; }

    /// <summary>The session that carries it.</summary>
    public required SessionSide Session { get; init; }

    /// <summary>What the call reports while it runs; null for most.</summary>
    public ProgressPump? Progress { get; init; }

    /// <summary>What the arguments mention: not released until the call has ended.</summary>
    public Exports? Exported { get; init; }

    /// <summary>
    /// Whether the calling thread can read the lane itself until its answer comes: nothing else than a frame of that lane may end the
    /// call. Changed only by <see cref="PendingCalls"/> once the call is sent.
    /// </summary>
    public bool CanRead { get; set; }

    /// <summary>Whether an outcome is known already.</summary>
    public bool IsSettled => Volatile.Read(ref _settled) != 0;

    /// <summary>The result has arrived; the payload is this call's to dispose of.</summary>
    public void OnResult(ReceivedPayload payload)
    {
        if (Progress is null) Settle(payload, null);
        else SettleBehindReports(Progress, payload);
    }

    /// <summary>The call failed.</summary>
    public void OnError(Exception error)
    {
        if (Progress is null) Fail(error);
        else FailBehindReports(Progress, error);
    }

    /// <summary>Fails the call without waiting for reports that are still to be handed on. False when an outcome was known already.</summary>
    public bool Fail(Exception error)
    {
        if (Interlocked.Exchange(ref _settled, 1) != 0) return false;
        Progress?.Stop();
        Unpin();
        Complete(error);
        return true;
    }

    /// <summary>Hands the result on; called once.</summary>
    protected abstract void Complete(ReceivedPayload payload);

    /// <summary>Hands the failure on; called once.</summary>
    protected abstract void Complete(Exception error);

    /// <summary>Reads a result that nobody awaits any more, so that the references in it are given back, and disposes of it.</summary>
    protected abstract void Discard(ReceivedPayload payload);

    // Methods of their own, so that calls without reports take no memory for what these remember.
    private void SettleBehindReports(ProgressPump progress, ReceivedPayload payload) => progress.Finish(() => Settle(payload, progress.Failure));

    private void FailBehindReports(ProgressPump progress, Exception error) => progress.Finish(() => Fail(error));

    private void Settle(ReceivedPayload payload, Exception? progressFailure)
    {
        if (progressFailure is not null) Fail(progressFailure);
        if (Interlocked.Exchange(ref _settled, 1) != 0)
        {
            Discard(payload);
            return;
        }

        Unpin();
        Complete(payload);
    }

    private void Unpin()
    {
        Exported?.Unpin();
    }
}
