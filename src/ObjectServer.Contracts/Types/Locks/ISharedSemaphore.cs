using ObjectServer.Contract;
using ObjectServer.Locks;

namespace ObjectServer;

/// <summary>
/// Permits that are given out in the order in which they are asked for. A permit of an owned semaphore, the default, belongs to the session that has
/// acquired it, and comes back when that ends; permits of one without owners, as Python's, come back only by <see cref="Release"/>. Calls may
/// overlap.
/// </summary>
[SharedContract]
[LibraryContract("SharedSemaphore")]
public interface ISharedSemaphore : ISharedFence
{
    /// <summary>Whether permits belong to who has acquired them.</summary>
    [SharedMember(ReadOnly = true)]
    bool IsOwned { get; }

    /// <summary>How many permits nobody has.</summary>
    [SharedMember(ReadOnly = true)]
    long CurrentCount { get; }

    /// <summary>How many wait.</summary>
    [SharedMember(ReadOnly = true)]
    int Waiting { get; }

    /// <summary>Asks for a permit, and waits in the order of asking. Most use <see cref="AcquireAsync"/>.</summary>
    /// <param name="request">What the caller calls this request, different each time; for <see cref="ISharedFence.WithdrawAsync"/>.</param>
    /// <param name="timeout">How long it waits; null for any time, zero for none.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>The fencing token; 0 when the time was over.</returns>
    /// <inheritdoc cref="ISharedLock.RequestAsync" path="/exception"/>
    Task<ulong> RequestAsync(Guid request, TimeSpan? timeout = null, CancellationToken cancel = default);

    /// <summary>
    /// Gives back permits that <see cref="Acquire"/> has got: those of the session, or of anybody where they have no owner. Where there are not so
    /// many, the rest are added: there may be more permits than at first.
    /// </summary>
    /// <param name="count">How many; at least one, at most 1,000,000.</param>
    /// <exception cref="SemaphoreFullException">The semaphore is bounded, and would have more permits than it may. Those before that were given back.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is too small or too large.</exception>
    void Release(int count = 1);

    /// <inheritdoc cref="Release"/>
    /// <param name="count">How many; at least one, at most 1,000,000.</param>
    /// <param name="cancel">Gives up waiting for the answer.</param>
    Task GiveBackAsync(int count = 1, CancellationToken cancel = default);

    /// <summary>Waits for a permit.</summary>
    /// <inheritdoc cref="ISharedLock.AcquireAsync"/>
    [SharedMember(Local = true)]
    Task<HeldLock> AcquireAsync(TimeSpan? timeout = null, CancellationToken cancel = default) =>
        LockTaking.TakeAsync(this, request => RequestAsync(request, timeout, cancel));

    /// <summary>As <see cref="AcquireAsync"/>, for callers to whom not getting one is no error.</summary>
    /// <inheritdoc cref="ISharedLock.TryAcquireAsync"/>
    [SharedMember(Local = true)]
    Task<HeldLock?> TryAcquireAsync(TimeSpan timeout = default, CancellationToken cancel = default) =>
        LockTaking.TryAsync(this, request => RequestAsync(request, timeout, cancel));

    /// <summary>Waits for a permit on this thread; <see cref="Release"/> gives it back. For clients: an object of the server would hold up a thread of it.</summary>
    /// <inheritdoc cref="ISharedLock.Acquire"/>
    [SharedMember(Local = true)]
    bool Acquire(TimeSpan? timeout = null) => LockTaking.TryBlocking(this, request => RequestAsync(request, timeout));
}
