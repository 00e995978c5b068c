using ObjectServer.Client.Session.Holds;

namespace ObjectServer.Locks;

/// <content>What depends on whose the permits are.</content>
internal partial class FairPermits
{
    /// <summary>As <see cref="Release(ulong)"/>, for a session, and once where it has the same again and again.</summary>
    /// <exception cref="LockLostException">Nothing is held under this token any more.</exception>
    /// <exception cref="InvalidOperationException">Another session holds it.</exception>
    public void Release(ulong token, SessionHolds? session)
    {
        lock (_gate) ReleaseOnce(Find(token, session));
    }

    /// <summary>As <see cref="Enter(ulong)"/>, for a call that a session makes, whatever it holds.</summary>
    /// <exception cref="LockLostException">Nothing is held under this token any more.</exception>
    /// <exception cref="InvalidOperationException">Another session holds it.</exception>
    public LockClaim Enter(ulong token, SessionHolds? session)
    {
        lock (_gate)
        {
            LockClaim claim = Find(token, session);
            claim.UnderWay++;
            return claim;
        }
    }

    /// <summary>Gives back what a session has; or, where it is nobody's, what anybody has. False when there is no such thing.</summary>
    public bool TryGiveBack(SessionHolds? session)
    {
        lock (_gate)
        {
            LockClaim? claim = _held.Values.FirstOrDefault(one => IsOf(one, session));
            if (claim is null) return false;
            ReleaseOnce(claim);
            return true;
        }
    }

    /// <summary>There is one permit more than before. False when that would be more than there may be.</summary>
    public bool TryAdd()
    {
        lock (_gate)
        {
            if (_free + _held.Values.Sum(static one => one.Permits) >= Most) return false;
            _free++;
            PassOn();
            return true;
        }
    }

    /// <summary>Gives up an exclusive claim as a whole, to have it again later.</summary>
    /// <param name="token">Under which token it is held.</param>
    /// <param name="session">Who has it.</param>
    /// <param name="id">What its claimant calls the later claim.</param>
    /// <returns>What to ask for then, so that all is as it was.</returns>
    /// <inheritdoc cref="Release(ulong, SessionHolds)" path="/exception"/>
    public LockRequest Suspend(ulong token, SessionHolds? session, Guid id)
    {
        lock (_gate)
        {
            LockClaim claim = Find(token, session);
            End(claim, SessionEnded());
            return new LockRequest(session, id, claim.Permits) { IsExclusive = claim.IsExclusive, Owner = claim.Owner, Nested = claim.Nested, Resumes = true };
        }
    }

    /// <summary>Throws when something is not held under a token by a session.</summary>
    /// <inheritdoc cref="Release(ulong, SessionHolds)" path="/exception"/>
    public void Demand(ulong token, SessionHolds? session)
    {
        lock (_gate) Find(token, session);
    }

    /// <summary>How things stand, for somebody who asks.</summary>
    public SharedLockState StateFor(SessionHolds? session)
    {
        lock (_gate)
        {
            int count = _held.Values.Sum(static one => 1 + (one.Nested?.Count ?? 0));
            return new SharedLockState(count > 0, IsOwned && _held.Values.Any(one => IsOf(one, session)), count, _queue.Count);
        }
    }

    // Null when nothing is had already.
    private ulong? TryAgain(LockRequest request)
    {
        lock (_gate)
        {
            foreach (LockClaim claim in _held.Values)
            {
                if (claim.Owner != request.Owner || claim.Session != request.Session) continue;
                (claim.Nested ??= []).Add(request.Id);
                return claim.Token;
            }

            return null;
        }
    }

    // Under the gate, as is all below.
    private bool IsOf(LockClaim claim, SessionHolds? session) => !IsOwned || claim.Session == session;

    private LockClaim Find(ulong token, SessionHolds? session)
    {
        LockClaim claim = Find(token);
        return IsOf(claim, session)
            ? claim
            : throw new InvalidOperationException($"{what} is held under token {token} by another session: only the one that has acquired it can use the token.");
    }

    private void ReleaseOnce(LockClaim claim)
    {
        if (claim.Nested is { Count: > 0 } nested) nested.RemoveAt(nested.Count - 1);
        else End(claim, SessionEnded());
    }
}
