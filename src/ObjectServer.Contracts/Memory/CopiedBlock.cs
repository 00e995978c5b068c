namespace ObjectServer.Memory;

/// <summary>A block of a segment that is used by calls: a copy, written back when it has changed.</summary>
internal sealed unsafe class CopiedBlock : BlockLease
{
    private readonly MemoryUse _use;
    private readonly long _position;
    private readonly long _bytes;
    private readonly bool _isWritten;
    private readonly void* _copy;

    /// <param name="use">Whose it is.</param>
    /// <param name="position">Where it begins, in bytes from the start of the content.</param>
    /// <param name="bytes">How long it is.</param>
    /// <param name="access">What it is wanted for.</param>
    public CopiedBlock(MemoryUse use, long position, long bytes, BlockAccess access)
    {
        _use = use;
        _position = position;
        _bytes = bytes;
        _isWritten = access != BlockAccess.Read;
        _copy = NativeBlock.Alloc(bytes, cleared: access == BlockAccess.Overwrite);
    }

    /// <inheritdoc/>
    public override byte* Start => (byte*)_copy;

    /// <inheritdoc/>
    public override bool IsInPlace => false;

    /// <summary>Fetches the content.</summary>
    public Task FetchAsync(CancellationToken cancel) => MemoryCopier.ReadAsync(_use, _position, (nint)_copy, _bytes, cancel);

    /// <inheritdoc cref="FetchAsync"/>
    public void Fetch() => MemoryCopier.Read(_use.Memory, _position, (nint)_copy, _bytes);

    /// <inheritdoc/>
    public override Task WriteBackAsync(CancellationToken cancel) =>
        _isWritten ? MemoryCopier.WriteAsync(_use, _position, (nint)_copy, _bytes, cancel) : Task.CompletedTask;

    /// <inheritdoc/>
    public override void WriteBack()
    {
        if (_isWritten) MemoryCopier.Write(_use.Memory.Write, _position, (nint)_copy, _bytes);
    }

    /// <inheritdoc/>
    public override void Release() => NativeBlock.Free(_copy, _bytes);

    /// <inheritdoc/>
    public override void Leak(string what) => _use.Leaked(_isWritten ? $"{what} What was written into it is lost." : what);
}
