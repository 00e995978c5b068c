namespace ObjectServer.Memory;

/// <summary>A block that lies straight over the segment.</summary>
/// <param name="use">Whose it is.</param>
/// <param name="mapping">Kept for it already.</param>
/// <param name="position">Where it begins, in bytes from the start of the content.</param>
internal sealed unsafe class MappedBlock(MemoryUse use, MemoryMapping mapping, long position) : BlockLease
{
    /// <inheritdoc/>
    public override byte* Start => mapping.Content + position;

    /// <inheritdoc/>
    public override bool IsInPlace => true;

    /// <inheritdoc/>
    public override Task WriteBackAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <inheritdoc/>
    public override void WriteBack()
    {
    }

    /// <inheritdoc/>
    public override void Release() => mapping.Release();

    /// <inheritdoc/>
    public override void Leak(string what) => use.Leaked(what);
}
