namespace ObjectServer.Memory;

/// <summary>What is sent of a shared list, however long that is.</summary>
/// <param name="Items">Its items.</param>
/// <param name="Bytes">How long the content of their segment is.</param>
/// <param name="Count">How many there are.</param>
internal sealed record SharedListHandle(ISharedItems Items, long Bytes, int Count)
{
    /// <summary>The list that it means.</summary>
    /// <exception cref="ArgumentException">There can be none such.</exception>
    public SharedList Open()
    {
        // What lies in this process is not taken from who is elsewhere.
        if (Items is ILiveMemory live) return new SharedList(Items, live.Mapping.ContentBytes, Items.Count);
        if (Count < 0 || ListFile.RoomOffset(Count) > Bytes) throw new ArgumentException($"A list of {Count} items does not lie within {Bytes} bytes.");
        return new SharedList(Items, Bytes, Count);
    }
}
