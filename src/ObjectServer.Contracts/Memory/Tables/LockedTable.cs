using ObjectServer.Memory;

namespace ObjectServer;

/// <summary>
/// The lock of a shared table, held, and what is done under it. Disposing of it gives the lock back. Blocks are disposed of before. Members may
/// be called at the same time.
/// </summary>
public sealed class LockedTable : IAsyncDisposable
{
    private readonly MemoryHold _held;

    internal LockedTable(SharedTable table, MemoryHold held)
    {
        Table = table;
        _held = held;
    }

    /// <summary>The table.</summary>
    public SharedTable Table { get; }

    /// <summary>The fencing token: greater than that of everybody who had the lock before.</summary>
    public ulong Token => _held.Token;

    /// <summary>What the lock is held for.</summary>
    public BlockAccess Access => _held.IsExclusive ? BlockAccess.ReadWrite : BlockAccess.Read;

    /// <inheritdoc cref="LockedArray{T}.IsLost"/>
    public bool IsLost => _held.IsLost;

    /// <summary>Asks the server whether the lock is still held.</summary>
    /// <param name="cancel">Gives up waiting for the answer.</param>
    /// <exception cref="ObjectGoneException">The table is gone.</exception>
    public Task<bool> AskAsync(CancellationToken cancel = default) => _held.AskAsync(cancel);

    /// <summary>
    /// Takes some cells of a column to be used as ordinary memory, for what the lock is held for. A copy that was written into is written back under
    /// the token, as <see cref="LockedArray{T}.AcquireAsync(ElementRange, CancellationToken)"/> says.
    /// </summary>
    /// <typeparam name="T">The type of a cell; int for the codes of dictionary text; an enum for the numbers under it.</typeparam>
    /// <param name="column">The name of the column.</param>
    /// <param name="rows">Which rows, up to the capacity; at most 2³¹ − 1 at once.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="ArgumentException">There is no such column, or its cells are something else.</exception>
    /// <exception cref="LockLostException">The lock is known to be lost.</exception>
    /// <exception cref="ObjectDisposedException">The lock has been given back.</exception>
    public ValueTask<SharedBlock<T>> AcquireAsync<T>(string column, ElementRange rows, CancellationToken cancel = default)
        where T : unmanaged => Table.Column<T>(column).AcquireAsync(_held, rows, Access, cancel);

    /// <summary>Gives the lock back. Again: nothing.</summary>
    /// <exception cref="LockLostException">It had been lost. Others may have had it since, and in place have read or written at the same time.</exception>
    /// <exception cref="ObjectGoneException">The table is gone.</exception>
    public ValueTask DisposeAsync() => _held.ReleaseAsync();
}
