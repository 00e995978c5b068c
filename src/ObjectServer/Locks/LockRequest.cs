using ObjectServer.Client.Session.Holds;

namespace ObjectServer.Locks;

/// <summary>What somebody asks of a lock or semaphore.</summary>
/// <param name="Session">For whom; null for the server's own code.</param>
/// <param name="Id">What the claimant calls its claim, to withdraw it when it does not learn the token.</param>
/// <param name="Permits">How many permits.</param>
internal readonly record struct LockRequest(SessionHolds? Session, Guid Id, long Permits = 1)
{
    /// <summary>Nobody else is to have permits meanwhile: that is what <see cref="Permits"/> come to.</summary>
    public bool IsExclusive { get; init; }

    /// <summary>Who, in the session, may have again what it has already; empty for nobody.</summary>
    public Guid Owner { get; init; }

    /// <summary>Claims within the claim that are to be there again; null for none.</summary>
    public List<Guid>? Nested { get; init; }

    /// <summary>It asks for what it gave up by <see cref="FairPermits.Suspend"/>.</summary>
    public bool Resumes { get; init; }

    /// <summary>How long it waits; null for any time.</summary>
    public TimeSpan? Timeout { get; init; }
}
