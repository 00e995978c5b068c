using ObjectServer.Client.Session.Holds;

namespace ObjectServer.Locks;

/// <summary>A lock that many may have to read and one to write, in the order in which they ask: readers behind a waiting writer wait, too.</summary>
/// <param name="what">The lock, as the beginning of a sentence.</param>
/// <param name="mostWaiting">How many may wait at a time, as <see cref="ObjectServerOptions.MaxWaitingCalls"/> says.</param>
/// <param name="time">The clock of waits that end; null for the system's.</param>
internal sealed class FairReaderWriterLock(string what, int mostWaiting, TimeProvider? time = null)
    : FairPermits(what, mostWaiting, All, time ?? TimeProvider.System)
{
    // Who writes has all permits, so that nobody who reads has any.
    private const long All = int.MaxValue;

    /// <summary>Waits for the lock.</summary>
    /// <param name="session">For whom; null for the server's own code.</param>
    /// <param name="id">What the claimant calls its claim, to withdraw it when it does not learn the token.</param>
    /// <param name="isExclusive">To write.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <param name="timeout">How long it waits; null for any time.</param>
    /// <returns>The fencing token; 0 when the time was over first.</returns>
    /// <inheritdoc cref="FairPermits.AcquireAsync" path="/exception"/>
    public Task<ulong> AcquireAsync(SessionHolds? session, Guid id, bool isExclusive, CancellationToken cancel, TimeSpan? timeout = null) =>
        AcquireAsync(new LockRequest(session, id, isExclusive ? All : 1) { IsExclusive = isExclusive, Timeout = timeout }, cancel);
}
