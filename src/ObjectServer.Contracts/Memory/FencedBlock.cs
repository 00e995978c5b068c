namespace ObjectServer.Memory;

/// <summary>A block that was acquired under a lock: it is written back under the lock's token, and tells when the lock has been lost.</summary>
/// <param name="block">The block itself.</param>
/// <param name="held">The lock.</param>
/// <param name="position">Where it begins, in bytes from the start of the content.</param>
/// <param name="bytes">How long it is.</param>
/// <param name="access">What it is wanted for.</param>
internal sealed unsafe class FencedBlock(BlockLease block, MemoryHold held, long position, long bytes, BlockAccess access) : BlockLease
{
    /// <inheritdoc/>
    public override byte* Start => block.Start;

    /// <inheritdoc/>
    public override bool IsInPlace => block.IsInPlace;

    /// <inheritdoc/>
    public override bool IsSettled => false;

    private bool IsWritten => access != BlockAccess.Read && !IsInPlace;

    private nint Address => (nint)Start;

    /// <inheritdoc/>
    public override Task WriteBackAsync(CancellationToken cancel)
    {
        if (IsWritten) return MemoryCopier.WriteAsync(held.WriteAsync, position, Address, bytes, cancel);
        held.ThrowIfLost();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override void WriteBack()
    {
        if (IsWritten) MemoryCopier.Write(held.Write, position, Address, bytes);
        else held.ThrowIfLost();
    }

    /// <inheritdoc/>
    public override void Release() => block.Release();

    /// <inheritdoc/>
    public override void Leak(string what) => block.Leak(what);
}
