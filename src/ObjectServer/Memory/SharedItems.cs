using ObjectServer.Locks;

namespace ObjectServer.Memory;

/// <summary>
/// The items of a shared list, as their server has them: in one segment, which this alone writes. Where an item's room is and how large stands in
/// the segment for others, and is known here besides, as anyone of the server's user may write into the file.
/// </summary>
[SharedObject(MemoryTypes.List, Concurrency = ObjectConcurrency.Concurrent)]
internal sealed class SharedItems : ISharedItems, ILiveMemory, IHeldOrAwaited, IDisposable
{
    private const string LimitName = "capacities";

    private readonly SharedSegment _segment;
    private readonly ItemPlace[] _places;
    private readonly Lock _gate = new();

    /// <param name="host">Where it belongs.</param>
    /// <param name="items">The first values, and the capacities, as <see cref="ISharedItems.GetItems"/> gives them.</param>
    /// <exception cref="ArgumentException">There can be no such list.</exception>
    /// <exception cref="LimitExceededException">The server allows no such segment, or its file system has no room for it.</exception>
    public unsafe SharedItems(MemoryHost host, byte[] items)
    {
        ArgumentNullException.ThrowIfNull(items);
        List<(int Capacity, ReadOnlyMemory<byte> Item)> first = PackedItems.Read(items);
        _places = new ItemPlace[first.Count];
        long offset = ListFile.RoomOffset(first.Count);
        for (int i = 0; i < _places.Length; i++)
        {
            _places[i] = new ItemPlace(offset, CapacityFor(first[i].Capacity, first[i].Item.Length - ItemFormat.KindBytes, i));
            offset += _places[i].Capacity;
        }

        _segment = new SharedSegment(host, ElementFormat.Byte, [offset]);
        ListFile.Prepare(Mapping.Content, _places);
        for (int i = 0; i < _places.Length; i++) ListFile.Write(Mapping.Content, i, _places[i], first[i].Item.Span);
    }

    /// <inheritdoc/>
    public string Nature => _segment.Nature;

    /// <inheritdoc/>
    public WaitSight Look(int most) => _segment.Look(most);

    /// <inheritdoc/>
    public int Count => _places.Length;

    /// <inheritdoc/>
    public MemoryLayout Layout => _segment.Layout;

    /// <inheritdoc/>
    public MemoryPlace? Place => _segment.Place;

    /// <inheritdoc/>
    public MemoryMapping Mapping => _segment.Mapping;

    /// <inheritdoc/>
    public MemoryPlace File => _segment.File;

    /// <inheritdoc/>
    public Task<int> GetCountAsync(CancellationToken cancel = default) => Task.FromResult(Count);

    /// <inheritdoc/>
    public Task<MemoryLayout> GetLayoutAsync(CancellationToken cancel = default) => Task.FromResult(Layout);

    /// <inheritdoc/>
    public Task<MemoryPlace?> GetPlaceAsync(CancellationToken cancel = default) => Task.FromResult(Place);

    /// <inheritdoc/>
    public Task<ISharedMemoryLock> GetLockAsync(CancellationToken cancel = default) => _segment.GetLockAsync(cancel);

    /// <inheritdoc/>
    public Task<int> GetCapacityAsync(int index, CancellationToken cancel = default) => Task.FromResult(PlaceOf(index).Capacity);

    /// <inheritdoc/>
    public unsafe byte[] GetItem(int index)
    {
        ItemPlace place = PlaceOf(index);
        using var use = new MemoryUsing(Mapping);
        lock (_gate) return ListFile.Read(Mapping.Content, index, place);
    }

    /// <inheritdoc/>
    public Task<byte[]> GetItemAsync(int index, CancellationToken cancel = default) => Task.FromResult(GetItem(index));

    /// <inheritdoc/>
    public unsafe void SetItem(int index, ReadOnlyMemory<byte> item)
    {
        ItemPlace place = PlaceOf(index);
        PackedItems.Demand(item.Span, index);
        int length = item.Length - ItemFormat.KindBytes;
        if (length > place.Capacity) throw TooLong(index, length, place.Capacity);
        using var use = new MemoryUsing(Mapping);
        lock (_gate) ListFile.Write(Mapping.Content, index, place, item.Span);
    }

    /// <inheritdoc/>
    public Task SetItemAsync(int index, ReadOnlyMemory<byte> item, CancellationToken cancel = default)
    {
        SetItem(index, item);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public unsafe byte[] GetItems()
    {
        using var packed = new MemoryStream();
        using var use = new MemoryUsing(Mapping);
        lock (_gate)
        {
            for (int i = 0; i < _places.Length; i++) PackedItems.Add(packed, _places[i].Capacity, ListFile.Read(Mapping.Content, i, _places[i]));
        }

        return packed.ToArray();
    }

    /// <inheritdoc/>
    public Task<byte[]> GetItemsAsync(CancellationToken cancel = default) => Task.FromResult(GetItems());

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Read(long position, int count) => _segment.Read(position, count);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> ReadAsync(long position, int count, CancellationToken cancel = default) => _segment.ReadAsync(position, count, cancel);

    /// <inheritdoc/>
    public void Write(long position, ReadOnlyMemory<byte> bytes) => throw NotByBytes();

    /// <inheritdoc/>
    public Task WriteAsync(long position, ReadOnlyMemory<byte> bytes, CancellationToken cancel = default) => throw NotByBytes();

    /// <inheritdoc/>
    public Task FillAsync(long position, long count, ReadOnlyMemory<byte> pattern, CancellationToken cancel = default) => throw NotByBytes();

    /// <inheritdoc/>
    public void Leaked(string what) => _segment.Leaked(what);

    /// <inheritdoc/>
    public void OnDeleted() => Dispose();

    /// <summary>The list is gone, and its segment with it.</summary>
    public void Dispose() => _segment.Dispose();

    private static int CapacityFor(int given, int length, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(given, $"the capacity of item {index}");
        if (given > 0 && length > given) throw TooLong(index, length, given);
        int wanted = Math.Max(given > 0 ? given : length, ListFile.LeastCapacity);
        return checked(wanted + ListFile.LeastCapacity - 1) / ListFile.LeastCapacity * ListFile.LeastCapacity;
    }

    private ItemPlace PlaceOf(int index) => (uint)index < (uint)_places.Length
        ? _places[index]
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"There is no item {index}: the list has {_places.Length} items, from 0 on.");

    private static LimitExceededException TooLong(int index, int length, int capacity) => new(
        $"Item {index} of the list has room for {capacity} bytes, and {length} were given (a text counts in UTF-8). Nothing was written. "
        + $"Give a shorter value, or create the list with {LimitName} that are large enough.",
        LimitName,
        capacity,
        length,
        null);

    private static NotSupportedException NotByBytes() =>
        new("The bytes of a list are not written by themselves: others read its items in place meanwhile. Write items.");
}
