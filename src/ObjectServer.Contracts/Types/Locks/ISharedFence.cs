namespace ObjectServer;

/// <summary>
/// What is held under fencing tokens: a lock, or a permit of a semaphore. Each token is greater than all before. What is held belongs to the session
/// that has acquired it, unless it was made without owners: it is given back when the session ends, or is without a link for longer than
/// <c>ObjectServerOptions.LockGrace</c>. Calls may overlap. Most use it by <see cref="HeldLock"/>.
/// </summary>
[SharedContract]
public interface ISharedFence
{
    /// <summary>Whether something is held under a token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="cancel">Gives up waiting for the answer.</param>
    [SharedMember(ReadOnly = true)]
    Task<bool> IsHeldAsync(ulong token, CancellationToken cancel = default);

    /// <summary>Gives back what is held under a token; of a reentrant lock, once.</summary>
    /// <param name="token">The token.</param>
    /// <param name="cancel">Gives up waiting for the answer.</param>
    /// <exception cref="LockLostException">Nothing is held under that token any more.</exception>
    /// <exception cref="InvalidOperationException">Another session holds it.</exception>
    Task ReleaseAsync(ulong token, CancellationToken cancel = default);

    /// <summary>Takes a request back whose answer did not arrive: out of the queue, or what it has got from it. One that there is not: nothing.</summary>
    /// <param name="request">What its caller calls it.</param>
    /// <param name="cancel">Gives up waiting for the answer.</param>
    Task WithdrawAsync(Guid request, CancellationToken cancel = default);
}
