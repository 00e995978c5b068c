using ObjectServer.Memory;

namespace ObjectServer;

/// <content>The lock.</content>
public sealed partial class SharedArray<T>
{
    /// <summary>
    /// Waits for the array's lock, which many hold to read or one to write, in the order in which they ask. It binds only those who use it. There
    /// is one for the whole array, also where it is asked of a view. A session that ends loses it, and so does one without a link for longer
    /// than <c>ObjectServerOptions.LockGrace</c>.
    /// </summary>
    /// <param name="access">To read, or to write.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>The lock, which the caller disposes of.</returns>
    /// <exception cref="LimitExceededException">As many wait as may, or the session holds and waits for as much as it may.</exception>
    /// <exception cref="ObjectGoneException">The array is gone.</exception>
    /// <exception cref="TimeoutException">The time limit of the client's calls was over; the lock is not held.</exception>
    public async Task<LockedArray<T>> LockAsync(BlockAccess access = BlockAccess.ReadWrite, CancellationToken cancel = default)
    {
        ThrowIfDisposed();
        if (access is < BlockAccess.Read or > BlockAccess.Overwrite) throw new ArgumentOutOfRangeException(nameof(access), access, "There is no such access.");
        await OpenAsync(cancel).ConfigureAwait(false);
        return new LockedArray<T>(this, await MemoryHold.TakeAsync(_use, access != BlockAccess.Read, cancel).ConfigureAwait(false));
    }

    /// <summary>As <see cref="AcquireAsync(ElementRange, BlockAccess, CancellationToken)"/>, under a lock.</summary>
    internal async ValueTask<SharedBlock<T>> AcquireAsync(MemoryHold held, ElementRange range, BlockAccess access, CancellationToken cancel)
    {
        ThrowIfDisposed();
        held.Demand(access);
        (long start, int length) = Block(range, access);
        await _use.OpenAsync(cancel).ConfigureAwait(false);
        long bytes = (long)length * ElementBytes;
        BlockLease block = await _use.AcquireAsync(PositionOf(start), bytes, access, cancel).ConfigureAwait(false);
        return new SharedBlock<T>(held.Fence(block, PositionOf(start), bytes, access), this, start, length, access);
    }
}
