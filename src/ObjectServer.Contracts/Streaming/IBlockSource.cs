namespace ObjectServer.Streaming;

/// <summary>A sequence's enumeration as the writer of a block sees it. Calls do not overlap.</summary>
/// <typeparam name="T">What it is a sequence of.</typeparam>
internal interface IBlockSource<T>
{
    /// <summary>The source has no more items; known once <see cref="TryNext"/> has said no.</summary>
    bool HasEnded { get; }

    /// <summary>What the receiver gets the next block from.</summary>
    IEnumeration<T> Rest { get; }

    /// <summary>The next item, if there is one without waiting. Does not throw.</summary>
    bool TryNext(out T item);
}
