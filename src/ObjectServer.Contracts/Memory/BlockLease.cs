namespace ObjectServer.Memory;

/// <summary>The memory of one block. Has one owner, who gives it back once.</summary>
internal abstract unsafe class BlockLease
{
    /// <summary>Where it begins.</summary>
    public abstract byte* Start { get; }

    /// <summary>Whether it is the segment itself, and no copy.</summary>
    public abstract bool IsInPlace { get; }

    /// <summary>Whether it can be given back at once: <see cref="WriteBackAsync"/> has nothing to do, and cannot fail.</summary>
    public virtual bool IsSettled => IsInPlace;

    /// <summary>Writes what has changed to where others see it.</summary>
    public abstract Task WriteBackAsync(CancellationToken cancel);

    /// <inheritdoc cref="WriteBackAsync"/>
    public abstract void WriteBack();

    /// <summary>Gives the memory back.</summary>
    public abstract void Release();

    /// <summary>It was never given back. Nobody knows whether its span is still used, so the memory stays.</summary>
    /// <param name="what">The block, for people.</param>
    public abstract void Leak(string what);
}
