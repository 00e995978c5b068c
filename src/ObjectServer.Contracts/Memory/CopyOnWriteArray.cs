using System.Runtime.CompilerServices;
using ObjectServer.Memory;

namespace ObjectServer;

/// <summary>
/// A private view of a shared array: it begins as the array, what is written into it nobody else sees, and the array stays as it is. In place
/// it takes memory only for the pages that are written (of 4 KiB, on most systems); elsewhere for the parts that are touched, in chunks of
/// 64 KiB. Parts that were not touched yet may show what others write into the array meanwhile. Members may be called at the same time.
/// </summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public sealed class CopyOnWriteArray<T> : IDisposable, IElementBlocks<T>
    where T : unmanaged
{
    private readonly MemoryUse _use;
    private readonly BlockMemory _memory;
    private readonly long _offset;
    private readonly IMemoryOwner? _owner;
    private int _disposed;

    /// <param name="original">What it is a view of.</param>
    /// <param name="memory">The private memory, of the whole segment.</param>
    /// <param name="owner">Who disposes of that, where this is a part of a larger view; null for this.</param>
    internal CopyOnWriteArray(SharedArray<T> original, BlockMemory memory, IMemoryOwner? owner = null)
    {
        _use = original.Use;
        _memory = memory;
        _offset = original.Offset;
        _owner = owner;
        Shape = original.Shape;
        Length = original.Length;
    }

    /// <summary>How many elements there are in each dimension; the last one's lie next to each other.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>How many elements there are in all.</summary>
    public long Length { get; }

    /// <summary>Whether only pages that are written are copied; otherwise all parts are that are touched.</summary>
    public bool IsInPlace => _memory.IsInPlace;

    /// <summary>Takes some elements to be read and changed; nothing is written back. The block is disposed of by the caller.</summary>
    /// <param name="range">Which elements, counted over all dimensions; at most 2³¹ − 1 at once.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="ArgumentOutOfRangeException">They are not all in the array, or too many for one block.</exception>
    /// <exception cref="ObjectGoneException">The array is gone, and the elements had not been fetched before; in place, they are always there.</exception>
    /// <exception cref="ObjectDisposedException">The view has been disposed of.</exception>
    public async ValueTask<SharedBlock<T>> AcquireAsync(ElementRange range, CancellationToken cancel = default)
    {
        SharedBlock<T> block = Take(range);
        try
        {
            await _memory.FetchAsync(PositionOf(block.Start), (long)block.Length * Unsafe.SizeOf<T>(), cancel).ConfigureAwait(false);
            return block;
        }
        catch
        {
            block.Drop();
            throw;
        }
    }

    /// <inheritdoc cref="AcquireAsync"/>
    public SharedBlock<T> Acquire(ElementRange range)
    {
        SharedBlock<T> block = Take(range);
        try
        {
            _memory.Fetch(PositionOf(block.Start), (long)block.Length * Unsafe.SizeOf<T>());
            return block;
        }
        catch
        {
            block.Drop();
            throw;
        }
    }

    /// <summary>Ends the view; its memory goes when the last block of it is disposed of. Again: nothing. Of a column of a private table: nothing.</summary>
    public void Dispose()
    {
        if (_owner is null && Interlocked.Exchange(ref _disposed, 1) == 0) _memory.Close();
    }

    /// <summary>Text such as <c>private view of a &lt;f8[1000]</c>.</summary>
    public override string ToString() => $"private view of a {new MemoryLayout(ElementFormat.Of<T>(), Shape)}";

    /// <inheritdoc/>
    ValueTask<SharedBlock<T>> IElementBlocks<T>.AcquireAsync(ElementRange range, BlockAccess access, CancellationToken cancel) => AcquireAsync(range, cancel);

    /// <inheritdoc/>
    SharedBlock<T> IElementBlocks<T>.Acquire(ElementRange range, BlockAccess access) => Acquire(range);

    private SharedBlock<T> Take(ElementRange range)
    {
        (long start, long length) = range.In(Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, int.MaxValue, nameof(range));
        ObjectDisposedException.ThrowIf((_owner?.IsDisposed ?? _disposed != 0) || !_memory.TryUse(), this);
        return new SharedBlock<T>(new DirectBlock(_use, _memory, PositionOf(start)), this, start, (int)length, BlockAccess.ReadWrite);
    }

    private long PositionOf(long element) => _offset + (element * Unsafe.SizeOf<T>());
}
