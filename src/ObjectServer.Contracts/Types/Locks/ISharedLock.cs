using ObjectServer.Contract;
using ObjectServer.Locks;

namespace ObjectServer;

/// <summary>
/// A lock that one has at a time, in the order in which they ask. An owned one, the default, belongs to the session that has acquired it, and is given
/// back when that ends. One without owner, as Python's, may be released by anybody, and stays locked when its holder dies. Calls may overlap.
/// </summary>
[SharedContract]
[LibraryContract("SharedLock")]
public interface ISharedLock : ISharedFence
{
    /// <summary>Whether it belongs to who has acquired it.</summary>
    [SharedMember(ReadOnly = true)]
    bool IsOwned { get; }

    /// <summary>Whether somebody has it.</summary>
    [SharedMember(ReadOnly = true)]
    bool IsLocked { get; }

    /// <summary>How things stand.</summary>
    /// <param name="cancel">Cancels the call.</param>
    [SharedMember(ReadOnly = true)]
    Task<SharedLockState> GetStateAsync(CancellationToken cancel = default);

    /// <summary>Asks for the lock, and waits in the order of asking. Most use <see cref="AcquireAsync"/>.</summary>
    /// <param name="request">What the caller calls this request, different each time; for <see cref="ISharedFence.WithdrawAsync"/>.</param>
    /// <param name="owner">Who asks, within the session: who may have a reentrant lock again; any other lock does not care.</param>
    /// <param name="timeout">How long it waits; null for any time, zero for none.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>The fencing token; 0 when the time was over.</returns>
    /// <exception cref="LimitExceededException">As many wait as may, or the session holds and waits for as much as it may.</exception>
    /// <exception cref="ObjectGoneException">The lock was deleted.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or longer than 49 days.</exception>
    Task<ulong> RequestAsync(Guid request, Guid owner, TimeSpan? timeout = null, CancellationToken cancel = default);

    /// <summary>Gives back what <see cref="Acquire"/> has got: by anybody, of a lock without owner; else by the session that has it.</summary>
    /// <param name="cancel">Gives up waiting for the answer.</param>
    /// <exception cref="InvalidOperationException">It is not locked, or by another session.</exception>
    Task GiveBackAsync(CancellationToken cancel = default);

    /// <summary>Waits for the lock.</summary>
    /// <param name="timeout">How long, by the server's clock; null for any time.</param>
    /// <param name="cancel">Gives up waiting; the lock is not held then.</param>
    /// <returns>The lock, which the caller disposes of.</returns>
    /// <exception cref="TimeoutException">The time was over; the lock is not held.</exception>
    /// <inheritdoc cref="RequestAsync" path="/exception"/>
    [SharedMember(Local = true)]
    Task<HeldLock> AcquireAsync(TimeSpan? timeout = null, CancellationToken cancel = default)
    {
        LockFlow flow = LockFlow.Of(this);
        return LockTaking.TakeAsync(this, request => RequestAsync(request, flow.Owner, timeout, cancel), flow);
    }

    /// <summary>As <see cref="AcquireAsync"/>, for callers to whom not getting it is no error.</summary>
    /// <param name="timeout">How long it waits, by the server's clock; default: not at all.</param>
    /// <param name="cancel">Gives up waiting; the lock is not held then.</param>
    /// <returns>The lock, which the caller disposes of; null when the time was over.</returns>
    /// <inheritdoc cref="RequestAsync" path="/exception"/>
    [SharedMember(Local = true)]
    Task<HeldLock?> TryAcquireAsync(TimeSpan timeout = default, CancellationToken cancel = default)
    {
        LockFlow flow = LockFlow.Of(this);
        return LockTaking.TryAsync(this, request => RequestAsync(request, flow.Owner, timeout, cancel), flow);
    }

    /// <summary>Waits for the lock on this thread; <see cref="Release"/> gives it back. For clients: an object of the server would hold up a thread of it.</summary>
    /// <param name="timeout">How long, by the server's clock; null for any time, zero for not at all.</param>
    /// <returns>False when the time was over.</returns>
    /// <inheritdoc cref="RequestAsync" path="/exception"/>
    [SharedMember(Local = true)]
    bool Acquire(TimeSpan? timeout = null)
    {
        LockFlow flow = LockFlow.Of(this);
        return LockTaking.TryBlocking(this, request => RequestAsync(request, flow.Owner, timeout), flow);
    }

    /// <summary>As <see cref="GiveBackAsync"/>, and waits for it on this thread.</summary>
    /// <inheritdoc cref="GiveBackAsync" path="/exception"/>
    [SharedMember(Local = true)]
    void Release()
    {
        GiveBackAsync().GetAwaiter().GetResult();
        LockFlow.LeaveOf(this);
    }
}
