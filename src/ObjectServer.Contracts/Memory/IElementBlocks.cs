namespace ObjectServer.Memory;

/// <summary>Elements that are used by blocks, wherever they lie.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
internal interface IElementBlocks<T>
    where T : unmanaged
{
    /// <summary>How many there are.</summary>
    long Length { get; }

    /// <summary>Takes some of them; the caller disposes of the block.</summary>
    ValueTask<SharedBlock<T>> AcquireAsync(ElementRange range, BlockAccess access, CancellationToken cancel);

    /// <inheritdoc cref="AcquireAsync"/>
    SharedBlock<T> Acquire(ElementRange range, BlockAccess access);
}
