using ObjectServer.Memory;

namespace ObjectServer;

/// <content>The lock.</content>
public sealed partial class SharedTable
{
    /// <summary>
    /// Waits for the table's lock, which many hold to read or one to write, in the order in which they ask. It binds only those who use it; rows are
    /// appended without it, each batch at one moment. A session that ends loses it, and so does one without a link for longer than
    /// <c>ObjectServerOptions.LockGrace</c>.
    /// </summary>
    /// <param name="access">To read, or to write.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>The lock, which the caller disposes of.</returns>
    /// <exception cref="LimitExceededException">As many wait as may, or the session holds and waits for as much as it may.</exception>
    /// <exception cref="ObjectGoneException">The table is gone.</exception>
    /// <exception cref="TimeoutException">The time limit of the client's calls was over; the lock is not held.</exception>
    public async Task<LockedTable> LockAsync(BlockAccess access = BlockAccess.ReadWrite, CancellationToken cancel = default)
    {
        _content.ThrowIfDisposed();
        if (access is < BlockAccess.Read or > BlockAccess.Overwrite) throw new ArgumentOutOfRangeException(nameof(access), access, "There is no such access.");
        await OpenAsync(cancel).ConfigureAwait(false);
        return new LockedTable(this, await MemoryHold.TakeAsync(Use, access != BlockAccess.Read, cancel).ConfigureAwait(false));
    }
}
