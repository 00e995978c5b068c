using ObjectServer.Contract;
using ObjectServer.Locks;

namespace ObjectServer;

/// <summary>
/// A lock that many have to read, or one to write, in the order in which they ask: nobody goes past who waits, so readers behind a waiting writer
/// wait, too. It belongs to the session that has acquired it. Calls may overlap.
/// </summary>
[SharedContract]
[LibraryContract("SharedReaderWriterLock")]
public interface ISharedReaderWriterLock : ISharedFence
{
    /// <summary>How things stand.</summary>
    /// <param name="cancel">Cancels the call.</param>
    [SharedMember(ReadOnly = true)]
    Task<SharedLockState> GetStateAsync(CancellationToken cancel = default);

    /// <summary>Asks for the lock, and waits in the order of asking. Most use <see cref="AcquireReadAsync"/> and <see cref="AcquireWriteAsync"/>.</summary>
    /// <param name="request">What the caller calls this request, different each time; for <see cref="ISharedFence.WithdrawAsync"/>.</param>
    /// <param name="exclusive">To write; else to read.</param>
    /// <param name="timeout">How long it waits; null for any time, zero for none.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>The fencing token; 0 when the time was over.</returns>
    /// <inheritdoc cref="ISharedLock.RequestAsync" path="/exception"/>
    Task<ulong> RequestAsync(Guid request, bool exclusive, TimeSpan? timeout = null, CancellationToken cancel = default);

    /// <summary>Waits until it may read.</summary>
    /// <inheritdoc cref="ISharedLock.AcquireAsync"/>
    [SharedMember(Local = true)]
    Task<HeldLock> AcquireReadAsync(TimeSpan? timeout = null, CancellationToken cancel = default) =>
        LockTaking.TakeAsync(this, request => RequestAsync(request, false, timeout, cancel));

    /// <summary>Waits until it may write.</summary>
    /// <inheritdoc cref="ISharedLock.AcquireAsync"/>
    [SharedMember(Local = true)]
    Task<HeldLock> AcquireWriteAsync(TimeSpan? timeout = null, CancellationToken cancel = default) =>
        LockTaking.TakeAsync(this, request => RequestAsync(request, true, timeout, cancel));

    /// <summary>As <see cref="AcquireReadAsync"/>, for callers to whom not getting it is no error.</summary>
    /// <inheritdoc cref="ISharedLock.TryAcquireAsync"/>
    [SharedMember(Local = true)]
    Task<HeldLock?> TryAcquireReadAsync(TimeSpan timeout = default, CancellationToken cancel = default) =>
        LockTaking.TryAsync(this, request => RequestAsync(request, false, timeout, cancel));

    /// <summary>As <see cref="AcquireWriteAsync"/>, for callers to whom not getting it is no error.</summary>
    /// <inheritdoc cref="ISharedLock.TryAcquireAsync"/>
    [SharedMember(Local = true)]
    Task<HeldLock?> TryAcquireWriteAsync(TimeSpan timeout = default, CancellationToken cancel = default) =>
        LockTaking.TryAsync(this, request => RequestAsync(request, true, timeout, cancel));
}
