namespace ObjectServer.Types.Collections;

/// <content>Many elements at one moment.</content>
internal sealed partial class SharedList<T>
{
    /// <inheritdoc/>
    public void AddRange(T[] items)
    {
        ArgumentNullException.ThrowIfNull(items);
        lock (_gate)
        {
            _limit.Demand((long)_items.Count + items.Length);
            PutRange(_items.Count, items);
        }
    }

    /// <inheritdoc/>
    public T[] ToArray()
    {
        lock (_gate) return _holds.Keep([.. _items]);
    }

    /// <inheritdoc/>
    public T[] Slice(int start, int length)
    {
        lock (_gate)
        {
            DemandRange(start, length);
            return _holds.Keep([.. _items.GetRange(start, length)]);
        }
    }

    /// <inheritdoc/>
    public Task<T[]> GetManyAsync(int[] indexes, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(indexes);
        lock (_gate) return Task.FromResult(Array.ConvertAll(indexes, index => _holds.Keep(_items[Place(index)])));
    }

    /// <inheritdoc/>
    public Task SetManyAsync(int[] indexes, T[] values, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(indexes);
        ArgumentNullException.ThrowIfNull(values);
        if (indexes.Length != values.Length) throw new ArgumentException($"{indexes.Length} indexes were given and {values.Length} values; give as many of both.", nameof(values));
        lock (_gate)
        {
            foreach (int index in indexes) Place(index);
            for (int i = 0; i < indexes.Length; i++) ReplaceAt(indexes[i], values[i]);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ReplaceRangeAsync(int index, int count, T[] items, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        lock (_gate)
        {
            DemandRange(index, count);
            _limit.Demand((long)_items.Count - count + items.Length);

            // The new ones are held before the old ones are let go: they may be the same.
            PutRange(index + count, items);
            TakeRange(index, count);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<T[]> TakeAsync(int most, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        lock (_gate) return Task.FromResult(TakeRange(0, Math.Min(most, _items.Count)));
    }

    /// <inheritdoc/>
    public void Sort(bool descending = false)
    {
        lock (_gate)
        {
            // In one sort, not by turning around what was sorted: elements that are equal need not be the same.
            if (descending) _items.Sort(static (one, other) => Comparer<T>.Default.Compare(other, one));
            else _items.Sort();
            Note(SharedChangeKind.Reordered, -1, default);
        }
    }

    /// <inheritdoc/>
    public void Reverse()
    {
        lock (_gate)
        {
            _items.Reverse();
            Note(SharedChangeKind.Reordered, -1, default);
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<T> EnumerateAsync(CancellationToken cancel = default) => new SnapshotSequence<T>(Snapshot);

    /// <inheritdoc/>
    public IAsyncEnumerable<SharedListChange<T>> WatchAsync(CancellationToken cancel = default) => _changes.WatchAsync(cancel);

    /// <inheritdoc/>
    public T[] BeginEnumeration(out ISharedBlocks<T>? rest) => SnapshotBlocks<T>.Begin(Snapshot(), out rest);

    private CollectionSnapshot<T> Snapshot()
    {
        lock (_gate) return _snapshots.Take(_items.ToArray, _host, static (host, items) => ElementPins.Of<T>(host, items));
    }

    // Under the gate, as is all below.
    private void PutRange(int index, T[] items)
    {
        foreach (T item in items) _holds.Add(item);
        _items.InsertRange(index, items);
        for (int i = 0; i < items.Length; i++) Note(SharedChangeKind.Added, index + i, items[i]);
    }

    private T[] TakeRange(int index, int count)
    {
        T[] taken = [.. _items.GetRange(index, count)];
        _items.RemoveRange(index, count);
        foreach (T item in taken)
        {
            Note(SharedChangeKind.Removed, index, item);
            _holds.Remove(item);
        }

        return taken;
    }
}
