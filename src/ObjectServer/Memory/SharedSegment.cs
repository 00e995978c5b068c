using System.Buffers;
using System.Runtime.CompilerServices;
using ObjectServer.Locks;

namespace ObjectServer.Memory;

/// <summary>A segment of shared memory, as its server has it. It is gone when nobody holds it any more, or when it is deleted.</summary>
[SharedObject(MemoryTypes.Segment, Concurrency = ObjectConcurrency.Concurrent)]
internal class SharedSegment : ISharedMemory, IMemoryTransfer, ILiveMemory, IHeldOrAwaited, IDisposable
{
    private readonly MemoryHost _host;
    private SegmentLock? _lock;
    private int _disposed;

    /// <param name="host">Where it belongs.</param>
    /// <param name="elementType">The type of its elements, as NumPy writes it.</param>
    /// <param name="shape">How many there are in each dimension.</param>
    public SharedSegment(MemoryHost host, string elementType, long[] shape)
    {
        ArgumentNullException.ThrowIfNull(elementType);
        ArgumentNullException.ThrowIfNull(shape);
        _host = host;
        Account = host.CurrentAccount;
        Layout = new MemoryLayout(elementType, shape);
        Mapping = host.Allocate(this, Layout, out MemoryPlace place);
        File = place;
    }

    /// <summary>Where its bytes are counted.</summary>
    public StrongBox<long>? Account { get; }

    /// <inheritdoc/>
    public MemoryLayout Layout { get; }

    /// <inheritdoc/>
    public MemoryMapping Mapping { get; }

    /// <inheritdoc/>
    public MemoryPlace File { get; }

    /// <inheritdoc/>
    public MemoryPlace? Place => _host.IsShared ? File : null;

    /// <inheritdoc/>
    public Task<MemoryLayout> GetLayoutAsync(CancellationToken cancel = default) => Task.FromResult(Layout);

    /// <inheritdoc/>
    public Task<MemoryPlace?> GetPlaceAsync(CancellationToken cancel = default) => Task.FromResult(Place);

    /// <inheritdoc/>
    public string Nature => "memory lock";

    /// <inheritdoc/>
    public WaitSight Look(int most) => Lock?.Core.Look(most) ?? WaitSight.Nobody;

    /// <summary>The lock, if anybody has asked for it.</summary>
    public SegmentLock? Lock => Volatile.Read(ref _lock);

    /// <inheritdoc/>
    public Task<ISharedMemoryLock> GetLockAsync(CancellationToken cancel = default)
    {
        SegmentLock found = Lock ?? Interlocked.CompareExchange(ref _lock, new SegmentLock(this, _host.MostWaiting), null) ?? _lock!;

        // It may have been made in the same moment in which the segment went.
        if (Volatile.Read(ref _disposed) != 0) found.Core.Close(MemoryMapping.Gone());
        return Task.FromResult<ISharedMemoryLock>(found);
    }

    /// <summary>Says to everyone who uses the segment which tokens of its lock are void.</summary>
    public void SetFence(ulong token)
    {
        if (!Mapping.TryUse()) return;
        Mapping.Fence = token;
        Mapping.Release();
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Read(long position, int count)
    {
        DemandReadable(position, count);
        using var use = new MemoryUsing(Mapping);
        byte[] bytes = GC.AllocateUninitializedArray<byte>(count);
        Content(position, count).CopyTo(bytes);
        return bytes;
    }

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> ReadAsync(long position, int count, CancellationToken cancel = default) => Task.FromResult(Read(position, count));

    /// <inheritdoc/>
    public void Write(long position, ReadOnlyMemory<byte> bytes) => Write(position, new ReadOnlySequence<byte>(bytes));

    /// <inheritdoc/>
    public Task WriteAsync(long position, ReadOnlyMemory<byte> bytes, CancellationToken cancel = default)
    {
        Write(position, bytes);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    unsafe Task<PassingBytes> IMemoryTransfer.FetchAsync(long position, int count, CancellationToken cancel)
    {
        DemandReadable(position, count);
        var lease = new MappingLease(Mapping);
        return Task.FromResult(new PassingBytes(new ReadOnlySequence<byte>(new NativeSlice<byte>(Mapping.Content + position, count).Memory), lease));
    }

    /// <inheritdoc/>
    Task IMemoryTransfer.StoreAsync(long position, PassingBytes bytes, CancellationToken cancel)
    {
        using (bytes) Write(position, bytes.Bytes);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task FillAsync(long position, long count, ReadOnlyMemory<byte> pattern, CancellationToken cancel = default)
    {
        Demand(position, count);
        if (pattern.Length is 0 or > MemoryLimits.MostPatternBytes || count % pattern.Length != 0)
            throw new ArgumentException($"{count} bytes cannot be filled with a pattern of {pattern.Length}: it has from 1 to {MemoryLimits.MostPatternBytes} bytes, and fits in whole.", nameof(pattern));
        using var use = new MemoryUsing(Mapping);
        Fill(position, count, pattern.Span, cancel);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Leaked(string what) => _host.Leaked(what);

    /// <inheritdoc/>
    public void OnDeleted() => Dispose();

    /// <summary>The segment is gone: whoever uses it learns that with the next block.</summary>
    public void Dispose()
    {
        // One whose constructor failed is collected, too.
        if (Mapping is null || Interlocked.Exchange(ref _disposed, 1) != 0) return;
        Mapping.SetGone();
        Lock?.Core.Close(MemoryMapping.Gone());
        _host.Free(this);
        Mapping.Close();
        GC.SuppressFinalize(this);
    }

    /// <summary>Some bytes of the content; they have been kept, and lie within it.</summary>
    protected unsafe Span<byte> Content(long position, int count) => new(Mapping.Content + position, count);

    private void Write(long position, in ReadOnlySequence<byte> bytes)
    {
        Demand(position, bytes.Length);
        using var use = new MemoryUsing(Mapping);
        bytes.CopyTo(Content(position, checked((int)bytes.Length)));
    }

    // The first megabyte by the pattern, the rest by what is there already.
    private void Fill(long position, long count, ReadOnlySpan<byte> pattern, CancellationToken cancel)
    {
        int most = 1024 * 1024 / pattern.Length * pattern.Length;
        int first = (int)Math.Min(count, most);
        Span<byte> begin = Content(position, first);
        for (int done = 0; done < first; done += pattern.Length) pattern.CopyTo(begin[done..]);
        for (long done = first; done < count; done += most)
        {
            cancel.ThrowIfCancellationRequested();
            int next = (int)Math.Min(most, count - done);
            begin[..next].CopyTo(Content(position + done, next));
        }
    }

    private void DemandReadable(long position, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MemoryLimits.MostReadBytes);
        Demand(position, count);
    }

    private void Demand(long position, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (position > Mapping.ContentBytes - count)
            throw new ArgumentOutOfRangeException(nameof(position), position, $"{count} bytes from {position} on do not lie within {Mapping.ContentBytes}.");
    }

    // One that an object of the server has made and forgotten.
    ~SharedSegment() => Dispose();
}
