namespace ObjectServer.Memory;

/// <summary>
/// Memory of this process in which blocks of one segment lie. It stays there for as long as its owner wants it, and after that until the last
/// block of it is given back; a block that is never given back keeps it for ever, because somebody may still use its span. Calls may overlap.
/// </summary>
/// <param name="isInPlace">Whether it is mapped from the segment itself, and no copy.</param>
internal abstract unsafe class BlockMemory(bool isInPlace)
{
    // One for the owner, and one for each block.
    private int _uses = 1;
    private int _closed;

    /// <summary>Where the content begins.</summary>
    public byte* Content { get; protected init; }

    /// <summary>Whether it is mapped from the segment itself, and no copy.</summary>
    public bool IsInPlace { get; } = isInPlace;

    /// <summary>Whether its owner is the only one who needs it: it has not been closed, and no block of it is out.</summary>
    protected bool HasOnlyOwner => Volatile.Read(ref _uses) == 1 && Volatile.Read(ref _closed) == 0;

    /// <summary>Sees to it that some bytes are there.</summary>
    public virtual Task FetchAsync(long position, long bytes, CancellationToken cancel) => Task.CompletedTask;

    /// <inheritdoc cref="FetchAsync"/>
    public virtual void Fetch(long position, long bytes)
    {
    }

    /// <summary>Keeps it for one more user; false when nobody has it any more.</summary>
    public bool TryUse()
    {
        int uses = Volatile.Read(ref _uses);
        while (uses > 0)
        {
            int seen = Interlocked.CompareExchange(ref _uses, uses + 1, uses);
            if (seen == uses) return true;
            uses = seen;
        }

        return false;
    }

    /// <summary>A user needs it no more.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _uses) == 0) Free();
    }

    /// <summary>The owner needs it no more. Again: nothing.</summary>
    public void Close()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0) Release();
    }

    /// <summary>Nobody needs it any more.</summary>
    protected abstract void Free();
}
