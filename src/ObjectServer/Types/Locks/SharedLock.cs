using ObjectServer.Client.Session.Holds;
using ObjectServer.Locks;

namespace ObjectServer.Types.Locks;

/// <inheritdoc cref="ISharedLock"/>
/// <param name="owned">Whether it belongs to the session that has acquired it.</param>
/// <param name="options">How many may wait.</param>
/// <param name="time">The clock of waits that end.</param>
[SharedObject("shared-lock", Concurrency = ObjectConcurrency.Concurrent)]
internal sealed class SharedLock(bool owned, ObjectServerOptions options, TimeProvider time)
    : FencedObject(new FairPermits("The lock", options.MaxWaitingCalls, 1, time) { IsOwned = owned }), ISharedLock
{
    /// <inheritdoc/>
    public override string Nature => "lock";

    /// <inheritdoc/>
    public bool IsOwned => Core.IsOwned;

    /// <inheritdoc/>
    public bool IsLocked => Core.Holders > 0;

    /// <inheritdoc/>
    public Task<ulong> RequestAsync(Guid request, Guid owner, TimeSpan? timeout = null, CancellationToken cancel = default) =>
        Core.AcquireAsync(new LockRequest(SessionHolds.OfCaller, request) { IsExclusive = true, Timeout = timeout }, cancel);

    /// <inheritdoc/>
    public Task GiveBackAsync(CancellationToken cancel = default) => Core.TryGiveBack(SessionHolds.OfCaller)
        ? Task.CompletedTask
        : throw new InvalidOperationException(IsLocked ? "The lock is held by another session, which alone can release it." : "The lock was released, and nobody has it.");
}
