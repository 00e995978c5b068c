using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using ObjectServer.Memory;

namespace ObjectServer;

/// <summary>
/// An array that many processes use as one: its elements lie in the server's shared memory, in the order of C. On the server's machine a block
/// of it is that memory itself; elsewhere a block is a copy, which is fetched and written back; the code is the same. It can be a parameter, a
/// result and a part of values: the array itself travels, none of its elements. Members may be called at the same time, and nothing keeps
/// one's writing apart from another's reading.
/// </summary>
/// <typeparam name="T">The type of its elements: numbers, and structures without references.</typeparam>
[JsonConverter(typeof(SharedArrayConverterFactory))]
public sealed partial class SharedArray<T> : IAsyncDisposable, IElementBlocks<T>, IMemoryOwner
    where T : unmanaged
{
    private readonly MemoryUse _use;
    private readonly long _offset;
    private readonly IMemoryOwner? _owner;
    private int _disposed;

    /// <param name="memory">The segment.</param>
    /// <param name="contentBytes">How long its content is.</param>
    /// <param name="shape">How many elements there are in each dimension.</param>
    /// <param name="offset">Where the first one is, in bytes from the start of the content.</param>
    internal SharedArray(ISharedMemory memory, long contentBytes, IReadOnlyList<long> shape, long offset)
    {
        Shape = shape;
        Length = new MemoryLayout("", shape).Length;
        _offset = offset;
        _use = MemoryUse.Of(memory, contentBytes);
        _use.Join();
    }

    /// <summary>A view of memory that somebody else disposes of.</summary>
    /// <param name="owner">Who does.</param>
    /// <param name="use">How this process uses the segment.</param>
    /// <param name="shape">How many elements there are in each dimension.</param>
    /// <param name="offset">Where the first one is, in bytes from the start of the content.</param>
    internal SharedArray(IMemoryOwner owner, MemoryUse use, IReadOnlyList<long> shape, long offset)
    {
        Shape = shape;
        Length = new MemoryLayout("", shape).Length;
        _offset = offset;
        _use = use;
        _owner = owner;
    }

    private SharedArray(SharedArray<T> whole, IReadOnlyList<long> shape, long start)
        : this(whole._owner ?? whole, whole._use, shape, whole._offset + (start * ElementBytes))
    {
    }

    /// <summary>How many elements there are in each dimension; the last one's lie next to each other.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>How many elements there are in all.</summary>
    public long Length { get; }

    /// <summary>The segment in which the elements lie; of a view, the same as that of the whole array.</summary>
    public ISharedMemory Memory => _use.Memory;

    /// <summary>
    /// Whether blocks are the array itself, and no copies; null while that is not known, which is until a block is acquired or
    /// <see cref="OpenAsync"/> is called.
    /// </summary>
    public bool? IsInPlace => _use.IsInPlace;

    internal static int ElementBytes => Unsafe.SizeOf<T>();

    internal MemoryUse Use => _use;

    internal long Offset => _offset;

    /// <inheritdoc/>
    bool IMemoryOwner.IsDisposed => _disposed != 0;

    /// <summary>Finds out whether the array can be used in place, so that acquiring a block has not to wait for it.</summary>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="ObjectGoneException">The array is gone.</exception>
    public ValueTask OpenAsync(CancellationToken cancel = default)
    {
        ThrowIfDisposed();
        return _use.OpenAsync(cancel);
    }

    /// <summary>
    /// Takes some elements to be used as ordinary memory. In place that takes the same short time for any number of them; elsewhere it takes
    /// their transport.
    /// </summary>
    /// <param name="range">Which elements, counted over all dimensions; at most 2³¹ − 1 at once.</param>
    /// <param name="access">What they are wanted for.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>The elements, which the caller disposes of.</returns>
    /// <exception cref="ArgumentOutOfRangeException">They are not all in the array, or too many for one block.</exception>
    /// <exception cref="ObjectGoneException">The array is gone.</exception>
    /// <exception cref="LimitExceededException">They are used by a copy, which would take more than <c>ObjectClientOptions.MaxValueBytes</c>.</exception>
    /// <exception cref="ServerUnavailableException">The server was lost; its elements can still be read where they are used in place.</exception>
    public ValueTask<SharedBlock<T>> AcquireAsync(ElementRange range, BlockAccess access = BlockAccess.Read, CancellationToken cancel = default)
    {
        ThrowIfDisposed();
        (long start, int length) = Block(range, access);
        if (_use.IsInPlace is null) return OpenAndAcquireAsync(start, length, access, cancel);
        ValueTask<BlockLease> acquiring = _use.AcquireAsync(PositionOf(start), (long)length * ElementBytes, access, cancel);
        return acquiring.IsCompletedSuccessfully
            ? ValueTask.FromResult(new SharedBlock<T>(acquiring.Result, this, start, length, access))
            : AcquireAsync(acquiring, start, length, access);
    }

    /// <inheritdoc cref="AcquireAsync(ElementRange, BlockAccess, CancellationToken)"/>
    public SharedBlock<T> Acquire(ElementRange range, BlockAccess access = BlockAccess.Read)
    {
        ThrowIfDisposed();
        (long start, int length) = Block(range, access);
        _use.Open();
        return new SharedBlock<T>(_use.Acquire(PositionOf(start), (long)length * ElementBytes, access), this, start, length, access);
    }

    /// <summary>Some of the elements as an array of one dimension: the same memory, of which this array is still the owner.</summary>
    /// <param name="range">Which elements, counted over all dimensions.</param>
    /// <exception cref="ArgumentOutOfRangeException">They are not all in the array.</exception>
    public SharedArray<T> Slice(ElementRange range)
    {
        ThrowIfDisposed();
        (long start, long length) = range.In(Length);
        return new SharedArray<T>(this, [length], start);
    }

    /// <summary>Some of the first dimension, as an array of as many dimensions: the same memory, of which this array is still the owner.</summary>
    /// <param name="range">Which rows: indices of the first dimension.</param>
    /// <exception cref="ArgumentOutOfRangeException">They are not all in the array.</exception>
    /// <exception cref="InvalidOperationException">The array has no dimension.</exception>
    public SharedArray<T> Rows(ElementRange range)
    {
        ThrowIfDisposed();
        if (Shape.Count == 0) throw new InvalidOperationException("An array without dimensions has no rows.");
        (long start, long length) = range.In(Shape[0]);
        long rowLength = Shape.Skip(1).Aggregate(1L, static (product, dimension) => product * dimension);
        return new SharedArray<T>(this, [length, .. Shape.Skip(1)], start * rowLength);
    }

    /// <summary>Where an element is among all of them.</summary>
    /// <param name="indices">Its index in each dimension, from 0.</param>
    /// <exception cref="ArgumentException">There are more or fewer indices than dimensions.</exception>
    /// <exception cref="ArgumentOutOfRangeException">One is not in its dimension.</exception>
    public long IndexOf(params ReadOnlySpan<long> indices)
    {
        if (indices.Length != Shape.Count) throw new ArgumentException($"{indices.Length} indices were given for {Shape.Count} dimensions.", nameof(indices));
        long index = 0;
        for (int i = 0; i < indices.Length; i++)
        {
            if ((ulong)indices[i] >= (ulong)Shape[i]) throw new ArgumentOutOfRangeException(nameof(indices), indices[i], $"Dimension {i} has {Shape[i]} elements.");
            index = (index * Shape[i]) + indices[i];
        }

        return index;
    }

    /// <summary>
    /// Ends the use of the array here: its reference is given back, and its memory leaves this process when the last block of it is disposed
    /// of. Views of it end with it. The array itself goes when nobody holds it any more, unless it has a name. Again: nothing. Of a view: nothing.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (_owner is not null || Interlocked.Exchange(ref _disposed, 1) != 0) return;
        _use.Leave();
        if (Memory is IMemoryOrigin and IAsyncDisposable proxy) await proxy.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Text such as <c>&lt;f8[1000, 3]</c>.</summary>
    public override string ToString() => new MemoryLayout(ElementFormat.Of<T>(), Shape).ToString();

    private (long Start, int Length) Block(ElementRange range, BlockAccess access)
    {
        if (access is < BlockAccess.Read or > BlockAccess.Overwrite) throw new ArgumentOutOfRangeException(nameof(access), access, "There is no such access.");
        (long start, long length) = range.In(Length);
        return length <= int.MaxValue
            ? (start, (int)length)
            : throw new ArgumentOutOfRangeException(nameof(range), length, $"A block has at most {int.MaxValue} elements; take several, as {nameof(BlocksAsync)} does.");
    }

    private async ValueTask<SharedBlock<T>> OpenAndAcquireAsync(long start, int length, BlockAccess access, CancellationToken cancel)
    {
        await _use.OpenAsync(cancel).ConfigureAwait(false);
        return await AcquireAsync(_use.AcquireAsync(PositionOf(start), (long)length * ElementBytes, access, cancel), start, length, access).ConfigureAwait(false);
    }

    private async ValueTask<SharedBlock<T>> AcquireAsync(ValueTask<BlockLease> acquiring, long start, int length, BlockAccess access) =>
        new(await acquiring.ConfigureAwait(false), this, start, length, access);

    private long PositionOf(long element) => _offset + (element * ElementBytes);

    internal void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_owner?.IsDisposed ?? _disposed != 0, this);
}
