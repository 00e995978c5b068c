using ObjectServer.Memory;

namespace ObjectServer;

/// <summary>
/// The lock of a shared array, held, and what is done under it. Disposing of it gives the lock back. Blocks are disposed of before. Members may
/// be called at the same time.
/// </summary>
/// <typeparam name="T">The type of the array's elements.</typeparam>
public sealed class LockedArray<T> : IAsyncDisposable
    where T : unmanaged
{
    private readonly MemoryHold _held;

    internal LockedArray(SharedArray<T> array, MemoryHold held)
    {
        Array = array;
        _held = held;
    }

    /// <summary>The array.</summary>
    public SharedArray<T> Array { get; }

    /// <summary>The fencing token: greater than that of everybody who had the lock before.</summary>
    public ulong Token => _held.Token;

    /// <summary>What the lock is held for.</summary>
    public BlockAccess Access => _held.IsExclusive ? BlockAccess.ReadWrite : BlockAccess.Read;

    /// <summary>
    /// Whether the lock is known to be lost. A writer in place sees it at once; elsewhere it becomes known with the next block that is written back,
    /// or by <see cref="AskAsync"/>.
    /// </summary>
    public bool IsLost => _held.IsLost;

    /// <summary>Asks the server whether the lock is still held.</summary>
    /// <param name="cancel">Gives up waiting for the answer.</param>
    /// <exception cref="ObjectGoneException">The array is gone.</exception>
    public Task<bool> AskAsync(CancellationToken cancel = default) => _held.AskAsync(cancel);

    /// <summary>
    /// Takes some elements to be used as ordinary memory, for what the lock is held for. A copy that was written into is written back under the
    /// token: if the lock has been lost by then, disposing of the block fails with <see cref="LockLostException"/>, and from the moment of the
    /// loss on nothing of it is written. In place nothing can be refused; there, disposing of the block tells of the loss.
    /// </summary>
    /// <param name="range">Which elements, counted over all dimensions; at most 2³¹ − 1 at once.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="LockLostException">The lock is known to be lost.</exception>
    /// <exception cref="ObjectDisposedException">The lock has been given back.</exception>
    /// <inheritdoc cref="SharedArray{T}.AcquireAsync(ElementRange, BlockAccess, CancellationToken)" path="/exception"/>
    public ValueTask<SharedBlock<T>> AcquireAsync(ElementRange range, CancellationToken cancel = default) => Array.AcquireAsync(_held, range, Access, cancel);

    /// <inheritdoc cref="AcquireAsync(ElementRange, CancellationToken)"/>
    /// <param name="range">Which elements, counted over all dimensions; at most 2³¹ − 1 at once.</param>
    /// <param name="access">What they are wanted for: something else than the lock is held for, such as to be overwritten.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="InvalidOperationException">They are to be written, and the lock is held to read.</exception>
    public ValueTask<SharedBlock<T>> AcquireAsync(ElementRange range, BlockAccess access, CancellationToken cancel = default) =>
        Array.AcquireAsync(_held, range, access, cancel);

    /// <summary>Gives the lock back. Again: nothing.</summary>
    /// <exception cref="LockLostException">It had been lost. Others may have had it since, and in place have read or written at the same time.</exception>
    /// <exception cref="ObjectGoneException">The array is gone.</exception>
    public ValueTask DisposeAsync() => _held.ReleaseAsync();
}
