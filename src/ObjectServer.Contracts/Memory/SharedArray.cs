using ObjectServer.Memory;

namespace ObjectServer;

/// <summary>Arrays over segments that are there.</summary>
public static class SharedArray
{
    /// <summary>An array over a whole segment, whatever that was created as.</summary>
    /// <typeparam name="T">The type of its elements.</typeparam>
    /// <param name="memory">The segment: a live one, or a proxy. The array takes it over, and gives it back when it is disposed of.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="ArgumentException">
    /// Its elements are of another type. Bytes can be taken for elements of any type, if there are enough for whole ones.
    /// </exception>
    /// <exception cref="ObjectGoneException">The segment is gone.</exception>
    public static async Task<SharedArray<T>> OpenAsync<T>(ISharedMemory memory, CancellationToken cancel = default)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(memory);
        return await OpenAsync<T>(memory, await memory.GetLayoutAsync(cancel).ConfigureAwait(false), cancel).ConfigureAwait(false);
    }

    /// <summary>Likewise, over a segment of which it is known what is in it.</summary>
    internal static async Task<SharedArray<T>> OpenAsync<T>(ISharedMemory memory, MemoryLayout layout, CancellationToken cancel)
        where T : unmanaged
    {
        var array = new SharedArray<T>(memory, MemoryLayouts.BytesOf(layout), MemoryLayouts.ShapeAs<T>(layout), 0);
        await array.OpenAsync(cancel).ConfigureAwait(false);
        return array;
    }
}
