using ObjectServer.Client.Session.Holds;
using ObjectServer.Locks;

namespace ObjectServer.Types.Locks;

/// <inheritdoc cref="ISharedReentrantLock"/>
/// <param name="options">How many may wait.</param>
/// <param name="time">The clock of waits that end.</param>
[SharedObject("shared-reentrant-lock", Concurrency = ObjectConcurrency.Concurrent)]
internal sealed class SharedReentrantLock(ObjectServerOptions options, TimeProvider time)
    : FencedObject(new FairPermits("The lock", options.MaxWaitingCalls, 1, time)), ISharedReentrantLock
{
    /// <inheritdoc/>
    public override string Nature => "reentrant lock";

    /// <inheritdoc/>
    public bool IsOwned => true;

    /// <inheritdoc/>
    public bool IsLocked => Core.Holders > 0;

    /// <inheritdoc/>
    public Task<ulong> RequestAsync(Guid request, Guid owner, TimeSpan? timeout = null, CancellationToken cancel = default) =>
        Core.AcquireAsync(new LockRequest(SessionHolds.OfCaller, request) { IsExclusive = true, Owner = owner, Timeout = timeout }, cancel);

    /// <inheritdoc/>
    public Task GiveBackAsync(CancellationToken cancel = default) => Core.TryGiveBack(SessionHolds.OfCaller)
        ? Task.CompletedTask
        : throw new InvalidOperationException(IsLocked ? "The lock is held by another session, which alone can release it." : "The lock was released, and nobody has it.");
}
