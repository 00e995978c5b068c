using ObjectServer.Contract;
using ObjectServer.Locks;

namespace ObjectServer;

/// <summary>
/// A place where holders of a lock wait for each other. Who waits gives the lock up meanwhile and has it again, under a new token, when waiting ends,
/// however it does; a session that ends meanwhile waits no longer, and does not get the lock. Calls may overlap.
/// </summary>
[SharedContract]
[LibraryContract("SharedCondition")]
public interface ISharedCondition
{
    /// <summary>The lock.</summary>
    [SharedMember(ReadOnly = true)]
    ISharedLock Lock { get; }

    /// <summary>How many wait.</summary>
    [SharedMember(ReadOnly = true)]
    int Waiting { get; }

    /// <summary>Gives the lock up, waits for a notification, and takes the lock again. Most use <see cref="WaitAsync"/>.</summary>
    /// <param name="request">What the caller calls this request, different each time; for <see cref="WithdrawAsync"/>.</param>
    /// <param name="token">The token under which the caller holds the lock.</param>
    /// <param name="timeout">How long it waits for a notification; null for any time. The lock is waited for without limit.</param>
    /// <param name="cancel">Gives up waiting for the notification; the result says so.</param>
    /// <exception cref="LockLostException">The lock is not held under that token any more.</exception>
    /// <exception cref="InvalidOperationException">Another session holds it.</exception>
    /// <inheritdoc cref="ISharedEvent.WaitAsync" path="/exception"/>
    Task<ConditionOutcome> ParkAsync(Guid request, ulong token, TimeSpan? timeout = null, CancellationToken cancel = default);

    /// <summary>Takes a request back whose answer did not arrive: it waits no longer, and does not keep the lock. One that there is not: nothing.</summary>
    /// <param name="request">What its caller calls it.</param>
    /// <param name="cancel">Gives up waiting for the answer.</param>
    Task WithdrawAsync(Guid request, CancellationToken cancel = default);

    /// <summary>Wakes who waits, first come, first served. Each goes on when it gets the lock.</summary>
    /// <param name="token">The token under which the caller holds the lock.</param>
    /// <param name="count">How many at most; null for all.</param>
    /// <param name="cancel">Cancels the call; it may have been done all the same.</param>
    /// <returns>How many were woken.</returns>
    /// <inheritdoc cref="ParkAsync" path="/exception[position() &lt; 3]"/>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    Task<int> WakeAsync(ulong token, int? count = null, CancellationToken cancel = default);

    /// <summary>Waits until it is notified.</summary>
    /// <param name="held">The lock, which is held again, under a new token, when this has ended: also when it has timed out or was cancelled.</param>
    /// <param name="timeout">How long, by the server's clock; null for any time.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>False when the time was over first.</returns>
    /// <exception cref="OperationCanceledException">It was given up; the lock is held.</exception>
    /// <inheritdoc cref="ParkAsync" path="/exception"/>
    [SharedMember(Local = true)]
    async Task<bool> WaitAsync(HeldLock held, TimeSpan? timeout = null, CancellationToken cancel = default) =>
        (await ConditionWait.OnceAsync(this, held, timeout, cancel).ConfigureAwait(false)).WasNotified;

    /// <summary>Waits until something is so: looks, and looks again after each notification.</summary>
    /// <param name="held">The lock, as for <see cref="WaitAsync"/>.</param>
    /// <param name="isSo">Looks. It is asked while the lock is held.</param>
    /// <param name="timeout">How long, by the server's clock; null for any time.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>False when the time was over first, and it was not so.</returns>
    /// <inheritdoc cref="WaitAsync" path="/exception"/>
    [SharedMember(Local = true)]
    Task<bool> WaitForAsync(HeldLock held, Func<Task<bool>> isSo, TimeSpan? timeout = null, CancellationToken cancel = default) =>
        ConditionWait.ForAsync(this, held, isSo, timeout, cancel);

    /// <summary>Wakes those who have waited longest.</summary>
    /// <param name="held">The lock.</param>
    /// <param name="count">How many at most.</param>
    /// <returns>How many were woken.</returns>
    /// <inheritdoc cref="WakeAsync" path="/exception"/>
    [SharedMember(Local = true)]
    Task<int> NotifyAsync(HeldLock held, int count = 1) => WakeAsync(held.Token, count);

    /// <summary>Wakes all who wait.</summary>
    /// <param name="held">The lock.</param>
    /// <returns>How many were woken.</returns>
    /// <inheritdoc cref="WakeAsync" path="/exception"/>
    [SharedMember(Local = true)]
    Task<int> NotifyAllAsync(HeldLock held) => WakeAsync(held.Token);
}
