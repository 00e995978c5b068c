namespace ObjectServer.Memory;

/// <summary>A segment that is written under a token of its lock; to copy into, nothing else.</summary>
/// <param name="memory">The segment.</param>
/// <param name="held">Under which the lock is held.</param>
internal sealed class FencedMemory(ISharedMemory memory, MemoryHold held) : ISharedMemory
{
    /// <inheritdoc/>
    public MemoryLayout Layout => memory.Layout;

    /// <inheritdoc/>
    public MemoryPlace? Place => memory.Place;

    /// <inheritdoc/>
    public Task<MemoryLayout> GetLayoutAsync(CancellationToken cancel = default) => memory.GetLayoutAsync(cancel);

    /// <inheritdoc/>
    public Task<MemoryPlace?> GetPlaceAsync(CancellationToken cancel = default) => memory.GetPlaceAsync(cancel);

    /// <inheritdoc/>
    public Task<ISharedMemoryLock> GetLockAsync(CancellationToken cancel = default) => memory.GetLockAsync(cancel);

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Read(long position, int count) => memory.Read(position, count);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> ReadAsync(long position, int count, CancellationToken cancel = default) => memory.ReadAsync(position, count, cancel);

    /// <inheritdoc/>
    public void Write(long position, ReadOnlyMemory<byte> bytes) => held.Write(position, bytes);

    /// <inheritdoc/>
    public Task WriteAsync(long position, ReadOnlyMemory<byte> bytes, CancellationToken cancel = default) => held.WriteAsync(position, bytes, cancel);

    /// <inheritdoc/>
    public Task FillAsync(long position, long count, ReadOnlyMemory<byte> pattern, CancellationToken cancel = default) =>
        throw new NotSupportedException("What is filled under a lock is written block by block.");
}
