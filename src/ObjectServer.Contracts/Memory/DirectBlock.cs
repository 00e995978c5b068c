namespace ObjectServer.Memory;

/// <summary>A block that is used where it lies: the segment itself, or a private view of it. Nothing of it has to be written back.</summary>
/// <param name="use">Whose it is.</param>
/// <param name="memory">In which it lies; kept for it already.</param>
/// <param name="position">Where it begins, in bytes from the start of the content.</param>
internal sealed unsafe class DirectBlock(MemoryUse use, BlockMemory memory, long position) : BlockLease
{
    /// <inheritdoc/>
    public override byte* Start => memory.Content + position;

    /// <inheritdoc/>
    public override bool IsInPlace => memory.IsInPlace;

    /// <inheritdoc/>
    public override bool IsSettled => true;

    /// <inheritdoc/>
    public override Task WriteBackAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <inheritdoc/>
    public override void WriteBack()
    {
    }

    /// <inheritdoc/>
    public override void Release() => memory.Release();

    /// <inheritdoc/>
    public override void Leak(string what) => use.Leaked(what);
}
