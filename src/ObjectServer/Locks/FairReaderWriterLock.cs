using ObjectServer.Client.Session.Holds;

namespace ObjectServer.Locks;

/// <summary>
/// A lock that many may have to read and one to write, in the order in which they ask: nobody goes past who waits, so readers behind a waiting writer wait,
/// too. Who gets it gets a fencing token, greater than all before, under which it acts and releases; the lock is taken from a session that ends
/// or is away for too long, and its token is refused from then on. Who waits in a session that is away keeps its place, and is passed over
/// until its client is back. Calls may overlap; nothing runs under the gate that is not the lock's own.
/// </summary>
/// <param name="what">The lock, as the beginning of a sentence.</param>
/// <param name="mostWaiting">How many may wait at a time, as <see cref="ObjectServerOptions.MaxWaitingCalls"/> says.</param>
internal sealed class FairReaderWriterLock(string what, int mostWaiting)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<LockClaim> _queue = [];
    private readonly Dictionary<ulong, LockClaim> _held = [];
    private ulong _lastToken;
    private int _readers;
    private bool _isWritten;
    private Exception? _closed;

    /// <summary>
    /// Told, under the gate, of the greatest token that a writer cannot have any more: all up to it are void for who writes, and those of readers
    /// mean nothing any more, because a writer came after them.
    /// </summary>
    public Action<ulong>? Fenced { get; init; }

    /// <summary>How many wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate) return _queue.Count;
        }
    }

    /// <summary>How many have the lock.</summary>
    public int Holders
    {
        get
        {
            lock (_gate) return _held.Count;
        }
    }

    /// <summary>Waits for the lock.</summary>
    /// <param name="session">For whom; null for the server's own code.</param>
    /// <param name="id">What the claimant calls its claim, to withdraw it when it does not learn the token.</param>
    /// <param name="isExclusive">To write.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>The fencing token.</returns>
    /// <exception cref="LimitExceededException">As many wait as may, or the session holds as many as it may.</exception>
    /// <exception cref="OperationCanceledException">It was given up; the lock is not held.</exception>
    public Task<ulong> AcquireAsync(SessionHolds? session, Guid id, bool isExclusive, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var claim = new LockClaim(this, session, id, isExclusive);
        claim.Begin();
        lock (_gate)
        {
            Exception? refusal = _closed ?? (_queue.Count < mostWaiting ? null : TooMany());
            if (refusal is not null)
            {
                claim.TryEnd();
                throw refusal;
            }

            claim.Waiting = _queue.AddLast(claim);
            PassOn();

            // Its session may have ended since it began.
            if (claim.Presence == SessionPresence.Ended) End(claim, SessionEnded());
        }

        return claim.Granted.IsCompleted || !cancel.CanBeCanceled ? claim.Granted : AwaitAsync(claim, cancel);
    }

    /// <summary>Gives the lock back.</summary>
    /// <exception cref="LockLostException">It is not held under this token any more.</exception>
    public void Release(ulong token)
    {
        lock (_gate) End(Find(token), SessionEnded());
    }

    /// <summary>Takes a claim back whose token its claimant does not know: out of the queue, or the lock from it. Unknown: nothing.</summary>
    public void Withdraw(Guid id)
    {
        lock (_gate)
        {
            LockClaim? claim = _queue.Concat(_held.Values).FirstOrDefault(one => one.Id == id);
            if (claim is not null) End(claim, new OperationCanceledException("The claim was withdrawn."));
        }
    }

    /// <summary>Whether the lock is held under a token.</summary>
    public bool IsHeld(ulong token)
    {
        lock (_gate) return _held.ContainsKey(token);
    }

    /// <summary>Begins an operation that only the holder may do; the lock does not pass on until <see cref="Exit"/>.</summary>
    /// <param name="token">Under which token.</param>
    /// <exception cref="LockLostException">The lock is not held under this token any more.</exception>
    /// <exception cref="InvalidOperationException">It is held to read.</exception>
    public LockClaim Enter(ulong token)
    {
        lock (_gate)
        {
            LockClaim claim = Find(token);
            if (!claim.IsExclusive) throw new InvalidOperationException($"{what} is held under token {token} to read; acquire it to write.");
            claim.UnderWay++;
            return claim;
        }
    }

    /// <summary>The operation has ended.</summary>
    public void Exit(LockClaim claim)
    {
        lock (_gate)
        {
            if (--claim.UnderWay == 0 && claim.State == LockState.Over) Vacate(claim);
        }
    }

    /// <summary>What the lock protects is gone: nobody gets it any more, and nobody has it.</summary>
    /// <param name="reason">What waiting and further callers fail with.</param>
    public void Close(Exception reason)
    {
        lock (_gate)
        {
            if (_closed is not null) return;
            _closed = reason;
            foreach (LockClaim claim in (LockClaim[])[.. _queue, .. _held.Values]) End(claim, reason);
        }
    }

    /// <summary>Where the client is of one who waits or holds has changed.</summary>
    internal void OnPresence(LockClaim claim)
    {
        lock (_gate)
        {
            SessionPresence presence = claim.Presence;
            if (claim.State == LockState.Over) return;
            if (presence == SessionPresence.Ended || (presence == SessionPresence.Away && claim.State == LockState.Held)) End(claim, SessionEnded());
            else PassOn();
        }
    }

    private async Task<ulong> AwaitAsync(LockClaim claim, CancellationToken cancel)
    {
        using CancellationTokenRegistration registration = cancel.UnsafeRegister(_ => GiveUp(claim, cancel), null);
        return await claim.Granted;
    }

    private void GiveUp(LockClaim claim, CancellationToken cancel)
    {
        lock (_gate)
        {
            // Who has it gets it: a cancelled call may succeed.
            if (claim.State == LockState.Waiting) End(claim, new OperationCanceledException(cancel));
        }
    }

    // Under the gate, as is all below.
    private LockClaim Find(ulong token)
    {
        if (_held.TryGetValue(token, out LockClaim? claim)) return claim;
        if (_closed is not null) throw _closed;
        throw token == 0 || token > _lastToken
            ? new ArgumentException($"{what} has never given the token {token} to anybody; the last one was {_lastToken}.", nameof(token))
            : new LockLostException(
                $"{what} is not held under token {token} any more: it was released, its session ended, or its client was away for longer than the server waits "
                + $"({nameof(ObjectServerOptions)}.{nameof(ObjectServerOptions.LockGrace)}). Others may have had it since: acquire it again, and read afresh.");
    }

    private void End(LockClaim claim, Exception reason)
    {
        bool hadIt = claim.State == LockState.Held;
        if (claim.State == LockState.Waiting) _queue.Remove(claim.Waiting!);
        claim.Conclude(reason);
        if (!hadIt)
        {
            PassOn();
            return;
        }

        _held.Remove(claim.Token);
        if (claim.IsExclusive) Fenced?.Invoke(claim.Token);
        if (claim.UnderWay == 0) Vacate(claim);
    }

    private void Vacate(LockClaim claim)
    {
        if (claim.IsExclusive) _isWritten = false;
        else _readers--;
        PassOn();
    }

    private void PassOn()
    {
        if (_closed is not null) return;
        for (LinkedListNode<LockClaim>? node = _queue.First; node is not null;)
        {
            LockClaim claim = node.Value;
            node = node.Next;
            if (claim.Presence != SessionPresence.Here) continue;
            if (_isWritten || (claim.IsExclusive && _readers > 0)) return;
            _queue.Remove(claim.Waiting!);
            if (claim.IsExclusive) _isWritten = true;
            else _readers++;
            if (claim.IsExclusive) Fenced?.Invoke(_lastToken);
            _held[++_lastToken] = claim;
            claim.Grant(_lastToken);
        }
    }

    private LimitExceededException TooMany() => new(
        $"{nameof(ObjectServerOptions)}.{nameof(ObjectServerOptions.MaxWaitingCalls)}", mostWaiting, mostWaiting + 1L, $"The queue for {what}");

    private static OperationCanceledException SessionEnded() => new("The session has ended, and with it what it held and waited for.");
}
