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
    private readonly MemoryMapping? _mapping;
    private readonly PrivateCopy? _copy;
    private readonly long _offset;
    private readonly IMemoryOwner? _owner;
    private int _disposed;

    internal CopyOnWriteArray(SharedArray<T> original, MemoryMapping? mapping)
    {
        _use = original.Use;
        _mapping = mapping;
        _copy = mapping is null ? new PrivateCopy(_use) : null;
        _offset = original.Offset;
        Shape = original.Shape;
        Length = original.Length;
    }

    /// <summary>A part of a private view that somebody else disposes of.</summary>
    /// <param name="owner">Who does.</param>
    /// <param name="original">What the part is a view of.</param>
    /// <param name="mapping">The private pages of the whole; null where the view is a copy.</param>
    /// <param name="copy">The copy of the whole; null where it is mapped.</param>
    internal CopyOnWriteArray(IMemoryOwner owner, SharedArray<T> original, MemoryMapping? mapping, PrivateCopy? copy)
    {
        _use = original.Use;
        _mapping = mapping;
        _copy = copy;
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
    public bool IsInPlace => _mapping is not null;

    /// <summary>Takes some elements to be read and changed; nothing is written back. The block is disposed of by the caller.</summary>
    /// <param name="range">Which elements, counted over all dimensions; at most 2³¹ − 1 at once.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="ArgumentOutOfRangeException">They are not all in the array, or too many for one block.</exception>
    /// <exception cref="ObjectGoneException">The array is gone, and the elements had not been fetched before; in place, they are always there.</exception>
    /// <exception cref="ObjectDisposedException">The view has been disposed of.</exception>
    public async ValueTask<SharedBlock<T>> AcquireAsync(ElementRange range, CancellationToken cancel = default)
    {
        SharedBlock<T> block = Take(range);
        if (_copy is null) return block;
        try
        {
            await _copy.FetchAsync(_offset + (block.Start * Unsafe.SizeOf<T>()), (long)block.Length * Unsafe.SizeOf<T>(), cancel).ConfigureAwait(false);
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
        if (_copy is null) return block;
        try
        {
            _copy.Fetch(_offset + (block.Start * Unsafe.SizeOf<T>()), (long)block.Length * Unsafe.SizeOf<T>());
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
        if (_owner is not null || Interlocked.Exchange(ref _disposed, 1) != 0) return;
        _mapping?.Close();
        _copy?.Release();
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
        ObjectDisposedException.ThrowIf((_owner?.IsDisposed ?? _disposed != 0) || !(_mapping?.TryUse() ?? _copy!.TryUse()), this);
        return new SharedBlock<T>(
            new PrivateBlock(_use, _mapping, _copy, _offset + (start * Unsafe.SizeOf<T>())), this, start, (int)length, BlockAccess.ReadWrite);
    }
}
