namespace ObjectServer;

/// <summary>
/// The lock of a segment of shared memory: many hold it to read, or one to write, in the order in which they ask. It is held for the session that has asked,
/// and taken back when that ends, or is without a link for longer than <c>ObjectServerOptions.LockGrace</c>. Each holder has a token, greater
/// than all before. What is written under a token that is void is refused, so that a holder that has been away for too long changes nothing of
/// what its successor does; that is why it writes by this contract, and not by <see cref="ISharedMemory"/>. Whoever is given a token may use
/// it. Calls may overlap. Most use it by <see cref="SharedArray{T}.LockAsync"/>.
/// </summary>
[SharedContract]
public interface ISharedMemoryLock
{
    /// <summary>Waits for the lock. Nobody goes past who waits: readers behind a waiting writer wait, too.</summary>
    /// <param name="request">
    /// What the caller calls this request, different each time. A caller that gives up without having learned the token, because its time was
    /// over, withdraws it by <see cref="WithdrawAsync"/>.
    /// </param>
    /// <param name="exclusive">To write; otherwise to read.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>The token.</returns>
    /// <exception cref="LimitExceededException">As many wait as may, or the session holds and waits for as much as it may.</exception>
    /// <exception cref="ObjectGoneException">The segment is gone.</exception>
    Task<ulong> AcquireAsync(Guid request, bool exclusive, CancellationToken cancel = default);

    /// <summary>Takes a request back: out of the queue, or the lock from it. One that there is not: nothing.</summary>
    /// <param name="request">What its caller calls it.</param>
    /// <param name="cancel">Gives up waiting for the answer.</param>
    Task WithdrawAsync(Guid request, CancellationToken cancel = default);

    /// <summary>Gives the lock back.</summary>
    /// <param name="token">The token under which it is held.</param>
    /// <param name="cancel">Gives up waiting for the answer.</param>
    /// <exception cref="LockLostException">It is not held under that token any more.</exception>
    /// <exception cref="ObjectGoneException">The segment is gone.</exception>
    Task ReleaseAsync(ulong token, CancellationToken cancel = default);

    /// <summary>Whether the lock is held under a token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="cancel">Gives up waiting for the answer.</param>
    [SharedMember(ReadOnly = true)]
    Task<bool> IsHeldAsync(ulong token, CancellationToken cancel = default);

    /// <summary>Writes bytes, all or none of them.</summary>
    /// <param name="token">The token under which the lock is held to write.</param>
    /// <param name="position">Where the first goes, in bytes from the start of the content.</param>
    /// <param name="bytes">What to write.</param>
    /// <exception cref="LockLostException">The lock is not held under that token any more. Nothing was written.</exception>
    /// <exception cref="InvalidOperationException">It is held to read.</exception>
    /// <exception cref="ArgumentOutOfRangeException">They do not all fit into the segment.</exception>
    /// <exception cref="ObjectGoneException">The segment is gone.</exception>
    void Write(ulong token, long position, ReadOnlyMemory<byte> bytes);

    /// <inheritdoc cref="Write"/>
    /// <param name="token">The token under which the lock is held to write.</param>
    /// <param name="position">Where the first goes, in bytes from the start of the content.</param>
    /// <param name="bytes">What to write.</param>
    /// <param name="cancel">Gives up waiting for the answer.</param>
    Task WriteAsync(ulong token, long position, ReadOnlyMemory<byte> bytes, CancellationToken cancel = default);
}
