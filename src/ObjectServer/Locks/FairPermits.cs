using ObjectServer.Client.Session.Holds;

namespace ObjectServer.Locks;

/// <summary>
/// Permits that are given out in the order in which they are asked for: nobody goes past who waits. Who gets some gets a fencing token, greater
/// than all before, under which it acts and releases; they are taken from a session that ends or is away for too long, and its token is refused
/// from then on. Who waits in a session that is away keeps its place, and is passed over until its client is back. Calls may overlap; nothing
/// runs under the gate that is not this object's own.
/// </summary>
/// <param name="what">What they are permits of, as the beginning of a sentence.</param>
/// <param name="mostWaiting">How many may wait at a time, as <see cref="ObjectServerOptions.MaxWaitingCalls"/> says.</param>
/// <param name="permits">How many there are at first.</param>
/// <param name="time">The clock of waits that end.</param>
internal partial class FairPermits(string what, int mostWaiting, long permits, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<LockClaim> _queue = [];
    private readonly Dictionary<ulong, LockClaim> _held = [];
    private long _free = permits;
    private ulong _lastToken;
    private Exception? _closed;

    /// <summary>
    /// Told, under the gate, of the greatest token that an exclusive holder cannot have any more: all up to it are void for who writes, and those of
    /// others mean nothing any more, because an exclusive one came after them.
    /// </summary>
    public Action<ulong>? Fenced { get; init; }

    /// <summary>Whether what is held belongs to the session that asked for it, and goes with it; false when anybody may give it back.</summary>
    public bool IsOwned { get; init; } = true;

    /// <summary>What a claim is to the session that has it: the lock, or permits.</summary>
    public HoldKind Holds { get; init; } = HoldKind.Lock;

    /// <summary>How many permits there may be, held ones included.</summary>
    public long Most { get; init; } = long.MaxValue;

    /// <summary>How many permits nobody has.</summary>
    public long Free
    {
        get
        {
            lock (_gate) return _free;
        }
    }

    /// <summary>How many wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate) return _queue.Count;
        }
    }

    /// <summary>How many have permits.</summary>
    public int Holders
    {
        get
        {
            lock (_gate) return _held.Count;
        }
    }

    /// <summary>Waits for permits.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>The fencing token; 0 when the time was over first.</returns>
    /// <exception cref="LimitExceededException">As many wait as may, or the session holds as many as it may.</exception>
    /// <exception cref="OperationCanceledException">It was given up; nothing is held.</exception>
    public Task<ulong> AcquireAsync(LockRequest request, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        WaitTimes.Demand(request.Timeout);
        if (request.Owner != Guid.Empty && !request.Resumes && TryAgain(request) is { } again) return Task.FromResult(again);
        var claim = new LockClaim(this, request);
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
            else if (claim.State == LockState.Waiting && request.Timeout is { } timeout) Limit(claim, timeout);
        }

        return claim.Granted.IsCompleted || !cancel.CanBeCanceled ? claim.Granted : AwaitAsync(claim, cancel);
    }

    /// <summary>Gives permits back.</summary>
    /// <exception cref="LockLostException">They are not held under this token any more.</exception>
    public void Release(ulong token)
    {
        lock (_gate) End(Find(token), SessionEnded());
    }

    /// <summary>Takes a claim back whose token its claimant does not know: out of the queue, or what it has from it. Unknown: nothing.</summary>
    public void Withdraw(Guid id)
    {
        lock (_gate)
        {
            LockClaim? claim = _queue.Concat(_held.Values).FirstOrDefault(one => one.Id == id || one.Nested?.Contains(id) == true);
            if (claim is null) return;
            if (claim.Nested is { Count: > 0 } nested) nested.RemoveAt(Math.Max(0, nested.IndexOf(id)));
            else End(claim, new OperationCanceledException("The claim was withdrawn."));
        }
    }

    /// <summary>Whether something is held under a token.</summary>
    public bool IsHeld(ulong token)
    {
        lock (_gate) return _held.ContainsKey(token);
    }

    /// <summary>Begins an operation that only the exclusive holder may do; the lock does not pass on until <see cref="Exit"/>.</summary>
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

    /// <summary>What is protected is gone: nobody gets permits any more, and nobody has any.</summary>
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
            if (claim.State == LockState.Over || (claim.State == LockState.Held && !IsOwned)) return;
            if (presence == SessionPresence.Ended || (presence == SessionPresence.Away && claim.State == LockState.Held)) End(claim, SessionEnded());
            else PassOn();
        }
    }

    private async Task<ulong> AwaitAsync(LockClaim claim, CancellationToken cancel)
    {
        using CancellationTokenRegistration registration = cancel.UnsafeRegister(_ => GiveUp(claim, new OperationCanceledException(cancel)), null);
        return await claim.Granted;
    }

    // Who has it gets it: a cancelled call may succeed.
    private void GiveUp(LockClaim claim, Exception? reason)
    {
        lock (_gate)
        {
            if (claim.State == LockState.Waiting) End(claim, reason);
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

    private void Limit(LockClaim claim, TimeSpan timeout)
    {
        if (timeout == TimeSpan.Zero) End(claim, null);
        else if (timeout != Timeout.InfiniteTimeSpan) claim.Timer = time.CreateTimer(one => GiveUp((LockClaim)one!, null), claim, timeout, Timeout.InfiniteTimeSpan);
    }

    private void End(LockClaim claim, Exception? reason)
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
        _free += claim.Permits;
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
            if (_free < claim.Permits) return;
            _queue.Remove(claim.Waiting!);
            _free -= claim.Permits;
            if (claim.IsExclusive) Fenced?.Invoke(_lastToken);
            _held[++_lastToken] = claim;
            claim.Grant(_lastToken);
            if (!IsOwned) claim.TryEnd();
        }
    }

    private LimitExceededException TooMany() => new(
        $"{nameof(ObjectServerOptions)}.{nameof(ObjectServerOptions.MaxWaitingCalls)}", mostWaiting, mostWaiting + 1L, $"The queue for {what}");

    private static OperationCanceledException SessionEnded() => new("The session has ended, and with it what it held and waited for.");
}
