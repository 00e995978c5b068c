using ObjectServer.Memory;

namespace ObjectServer;

/// <summary>
/// Some elements of a shared array, to be used as ordinary memory. On the server's machine they are the array itself; elsewhere they are a
/// copy, which disposing of the block writes back if it was acquired to be written. One that is not disposed of is a fault, which is told
/// in a log, and keeps its memory. Members may be called at the same time; the block is disposed of once.
/// </summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public sealed class SharedBlock<T> : IDisposable, IAsyncDisposable
    where T : unmanaged
{
    private readonly object _array;
    private BlockLease? _lease;

    internal SharedBlock(BlockLease lease, object array, long start, int length, BlockAccess access)
    {
        _lease = lease;
        _array = array;
        Start = start;
        Length = length;
        Access = access;
        IsInPlace = lease.IsInPlace;
    }

    /// <summary>Where in the array the first element is, from 0.</summary>
    public long Start { get; }

    /// <summary>How many elements there are.</summary>
    public int Length { get; }

    /// <summary>What it was acquired for.</summary>
    public BlockAccess Access { get; }

    /// <summary>Whether it is the array itself, and no copy.</summary>
    public bool IsInPlace { get; }

    /// <summary>The elements, [Length]. Must not be used when the block has been disposed of.</summary>
    /// <exception cref="ObjectDisposedException">It has been disposed of.</exception>
    public unsafe Span<T> Span => new(Lease.Start, Length);

    /// <summary>The elements, [Length], for asynchronous code. Must not be used when the block has been disposed of.</summary>
    /// <exception cref="ObjectDisposedException">It has been disposed of.</exception>
    public unsafe Memory<T> Memory => new NativeSlice<T>((T*)Lease.Start, Length).Memory;

    /// <summary>The elements as bytes; there are fewer than 2³¹.</summary>
    internal unsafe Memory<byte> Bytes => new NativeSlice<byte>(Lease.Start, checked(Length * sizeof(T))).Memory;

    private BlockLease Lease
    {
        get
        {
            BlockLease? lease = Volatile.Read(ref _lease);
            ObjectDisposedException.ThrowIf(lease is null, this);
            return lease;
        }
    }

    /// <summary>
    /// Writes what has changed so far to where others see it, if the block is a copy that was acquired to be written. In place there is
    /// nothing to do.
    /// </summary>
    /// <param name="cancel">Gives the writing up, which may then be half done.</param>
    /// <exception cref="ObjectGoneException">The array is gone.</exception>
    /// <exception cref="ServerUnavailableException">The server cannot be reached any more.</exception>
    public Task FlushAsync(CancellationToken cancel = default) => Lease.WriteBackAsync(cancel);

    /// <summary>Ends the use of the elements, and writes back what may have changed; waits for that. Again: nothing.</summary>
    /// <exception cref="LockLostException">
    /// The block was acquired under a lock, and that has been lost. What was written into a copy was not written back; in place, others may have
    /// written at the same time.
    /// </exception>
    /// <exception cref="ObjectGoneException">The array is gone, and what was written with it.</exception>
    /// <exception cref="ServerUnavailableException">The server cannot be reached any more; what was written is lost.</exception>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _lease, null) is not { } lease) return;
        GC.SuppressFinalize(this);
        try
        {
            lease.WriteBack();
        }
        finally
        {
            lease.Release();
        }
    }

    /// <inheritdoc cref="Dispose"/>
    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _lease, null) is not { } lease) return ValueTask.CompletedTask;
        GC.SuppressFinalize(this);
        if (!lease.IsSettled) return EndAsync(lease);
        lease.Release();
        return ValueTask.CompletedTask;
    }

    /// <summary>Text such as <c>elements 100 to 199 of a &lt;f8[1000]</c>.</summary>
    public override string ToString() => $"elements {Start} to {Start + Length - 1} of a {_array}";

    /// <summary>Gives the elements back, and whatever was written into a copy up.</summary>
    internal void Drop()
    {
        if (Interlocked.Exchange(ref _lease, null) is { } lease) lease.Release();
    }

    private static async ValueTask EndAsync(BlockLease lease)
    {
        try
        {
            await lease.WriteBackAsync(CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            lease.Release();
        }
    }

    /// <summary>Says that nobody has disposed of it.</summary>
    ~SharedBlock()
    {
        _lease?.Leak($"A block was never disposed of: {this}, acquired for {Access}.");
    }
}
