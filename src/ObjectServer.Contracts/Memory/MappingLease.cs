namespace ObjectServer.Memory;

/// <summary>Keeps a mapping until it is given back, or forgotten.</summary>
internal sealed class MappingLease : IDisposable
{
    private MemoryMapping? _mapping;

    /// <param name="mapping">What to keep.</param>
    /// <exception cref="ObjectGoneException">The segment is gone.</exception>
    public MappingLease(MemoryMapping mapping)
    {
        // One whose constructor failed is collected, too, and has nothing to give back.
        if (!mapping.TryUse()) throw MemoryMapping.Gone();
        _mapping = mapping;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release() => Interlocked.Exchange(ref _mapping, null)?.Release();

    ~MappingLease() => Release();
}
