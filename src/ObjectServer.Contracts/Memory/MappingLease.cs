namespace ObjectServer.Memory;

/// <summary>Keeps a mapping until it is given back, or forgotten.</summary>
internal sealed class MappingLease : IDisposable
{
    private MemoryMapping? _mapping;

    /// <param name="mapping">Kept for it already.</param>
    public MappingLease(MemoryMapping mapping) => _mapping = mapping;

    /// <inheritdoc/>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release() => Interlocked.Exchange(ref _mapping, null)?.Release();

    ~MappingLease() => Release();
}
