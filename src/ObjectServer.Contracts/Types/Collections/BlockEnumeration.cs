namespace ObjectServer.Types;

/// <summary>Enumerates, where it is called, what an object gives block by block.</summary>
internal static class BlockEnumeration
{
    /// <summary>The elements of the first block, and then of the others.</summary>
    /// <param name="first">The first block, which is there.</param>
    /// <param name="rest">Where the others are to be had; null when there are none. It is given back at the end.</param>
    public static IEnumerator<T> Of<T>(T[] first, ISharedBlocks<T>? rest)
    {
        try
        {
            for (T[] block = first; block.Length > 0; block = rest?.Take() ?? [])
            {
                foreach (T element in block) yield return element;
            }
        }
        finally
        {
            // A proxy gives back its reference, without waiting; the object itself is the caller's own.
            switch (rest)
            {
                case IDisposable own:
                    own.Dispose();
                    break;
                case IAsyncDisposable proxy:
                    _ = proxy.DisposeAsync().AsTask();
                    break;
            }
        }
    }

    /// <summary>The elements as an array: themselves, if they are one.</summary>
    public static T[] ArrayOf<T>(IEnumerable<T> elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        return elements as T[] ?? [.. elements];
    }
}
