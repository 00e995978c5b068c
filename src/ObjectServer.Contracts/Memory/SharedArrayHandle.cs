namespace ObjectServer.Memory;

/// <summary>What is sent of a shared array: where its elements are.</summary>
/// <param name="Memory">The segment.</param>
/// <param name="Bytes">How long the segment's content is.</param>
/// <param name="ElementType">The type of the elements, as NumPy writes it.</param>
/// <param name="Shape">How many there are in each dimension.</param>
/// <param name="Offset">Where the first one is, in bytes from the start of the content.</param>
internal sealed record SharedArrayHandle(ISharedMemory Memory, long Bytes, string ElementType, IReadOnlyList<long> Shape, long Offset)
{
    /// <summary>The array that it means.</summary>
    /// <exception cref="ArgumentException">There can be none such.</exception>
    public SharedArray<T> Open<T>()
        where T : unmanaged
    {
        string format = ElementFormat.Of<T>();
        if (ElementType != format) throw new ArgumentException($"An array of {ElementType} was sent where one of {format} is wanted.");
        long bytes = MemoryLayouts.BytesOf(new MemoryLayout(ElementType, Shape));

        // What lies in this process is not taken from who is elsewhere.
        long content = (Memory as ILiveMemory)?.Mapping.ContentBytes ?? Bytes;
        if (Offset < 0 || bytes > content - Offset) throw new ArgumentException($"An array of {bytes} bytes at {Offset} does not lie within its memory of {content} bytes.");
        return new SharedArray<T>(Memory, content, Shape, Offset);
    }
}
