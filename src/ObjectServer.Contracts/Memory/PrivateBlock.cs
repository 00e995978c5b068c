namespace ObjectServer.Memory;

/// <summary>A block of a private view.</summary>
/// <param name="use">Whose view it is.</param>
/// <param name="mapping">The private pages, kept for it already; null where the view is a copy.</param>
/// <param name="copy">The copy, kept for it already; null where the view is mapped.</param>
/// <param name="position">Where the block begins, in bytes from the start of the content.</param>
internal sealed unsafe class PrivateBlock(MemoryUse use, MemoryMapping? mapping, PrivateCopy? copy, long position) : BlockLease
{
    /// <inheritdoc/>
    public override byte* Start => (mapping is not null ? mapping.Content : copy!.Start) + position;

    /// <inheritdoc/>
    public override bool IsInPlace => mapping is not null;

    /// <inheritdoc/>
    public override Task WriteBackAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <inheritdoc/>
    public override void WriteBack()
    {
    }

    /// <inheritdoc/>
    public override void Release()
    {
        mapping?.Release();
        copy?.Release();
    }

    /// <inheritdoc/>
    public override void Leak(string what) => use.Leaked(what);
}
