namespace ObjectServer.Memory;

/// <summary>Keeps a mapping until it is given back, or forgotten.</summary>
/// <param name="mapping">Kept for it already.</param>
internal sealed class MappingLease(MemoryMapping mapping) : IDisposable
{
    private int _released;

    /// <summary>It has been given back.</summary>
    public bool IsReleased => Volatile.Read(ref _released) != 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        if (Interlocked.Exchange(ref _released, 1) == 0) mapping.Release();
    }

    ~MappingLease() => Release();
}
