namespace ObjectServer.Memory;

/// <summary>Keeps a segment of this server mapped for as long as it is in scope.</summary>
internal readonly ref struct MemoryUsing
{
    private readonly MemoryMapping _mapping;

    /// <exception cref="ObjectGoneException">The segment is gone.</exception>
    public MemoryUsing(MemoryMapping mapping)
    {
        if (!mapping.TryUse()) throw MemoryMapping.Gone();
        _mapping = mapping;
    }

    /// <summary>It is needed no more.</summary>
    public void Dispose() => _mapping.Release();
}
