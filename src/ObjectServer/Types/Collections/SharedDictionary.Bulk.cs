using ObjectServer.Objects;

namespace ObjectServer.Types.Collections;

/// <content>Many keys at one moment.</content>
internal sealed partial class SharedDictionary<TKey, TValue>
{
    /// <inheritdoc/>
    public Task<KeyValuePair<TKey, TValue>[]> GetManyAsync(TKey[] keys, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var found = new List<KeyValuePair<TKey, TValue>>(keys.Length);
        lock (_gate)
        {
            foreach (TKey key in keys)
            {
                if (_items.TryGetValue(key, out VersionedValue<TValue> one)) found.Add(KeyValuePair.Create(key, _heldValues.Keep(one.Value)));
            }
        }

        return Task.FromResult(found.ToArray());
    }

    /// <inheritdoc/>
    public Task SetManyAsync(TKey[] keys, TValue[] values, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(values);
        if (keys.Length != values.Length) throw new ArgumentException($"{keys.Length} keys were given and {values.Length} values; give as many of both.", nameof(values));
        if (Array.FindIndex(keys, static key => key is null) is >= 0 and int missing) throw new ArgumentException($"Key {missing} is null.", nameof(keys));
        lock (_gate)
        {
            // Counted exactly only where it matters: for a dictionary that is nearly full.
            if (_items.Count + (long)keys.Length > _limit.Most) _limit.Demand(_items.Count + keys.Distinct().LongCount(key => !_items.ContainsKey(key)));
            for (int i = 0; i < keys.Length; i++) Put(keys[i], values[i]);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<int> RemoveManyAsync(TKey[] keys, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        lock (_gate) return Task.FromResult(keys.Count(key => TakeOut(key, out _)));
    }

    /// <inheritdoc/>
    public Task<KeyValuePair<TKey, TValue>[]> TakeAsync(int most, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        lock (_gate)
        {
            KeyValuePair<TKey, TValue>[] taken = [.. _items.Take(most).Select(static one => KeyValuePair.Create(one.Key, one.Value.Value))];
            foreach ((TKey key, _) in taken) TakeOut(key, out _);
            return Task.FromResult(taken);
        }
    }

    /// <inheritdoc/>
    public KeyValuePair<TKey, TValue>[] ToArray()
    {
        lock (_gate)
        {
            KeyValuePair<TKey, TValue>[] pairs = CopyOfPairs();
            if (!ElementHolds<TKey>.MayBeShared && !ElementHolds<TValue>.MayBeShared) return pairs;
            foreach ((TKey key, TValue value) in pairs)
            {
                _heldKeys.Keep(key);
                _heldValues.Keep(value);
            }

            return pairs;
        }
    }

    /// <inheritdoc/>
    public TKey[] GetKeys()
    {
        lock (_gate) return _heldKeys.Keep([.. _items.Keys]);
    }

    /// <inheritdoc/>
    public TValue[] GetValues()
    {
        lock (_gate) return _heldValues.Keep([.. _items.Values.Select(static one => one.Value)]);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<KeyValuePair<TKey, TValue>> EnumerateAsync(CancellationToken cancel = default) =>
        new SnapshotSequence<KeyValuePair<TKey, TValue>>(Snapshot);

    /// <inheritdoc/>
    public IAsyncEnumerable<SharedDictionaryChange<TKey, TValue>> WatchAsync(CancellationToken cancel = default) => _changes.WatchAsync(cancel);

    /// <inheritdoc/>
    public KeyValuePair<TKey, TValue>[] BeginEnumeration(out ISharedBlocks<KeyValuePair<TKey, TValue>>? rest) =>
        SnapshotBlocks<KeyValuePair<TKey, TValue>>.Begin(Snapshot(), out rest);

    private CollectionSnapshot<KeyValuePair<TKey, TValue>> Snapshot()
    {
        lock (_gate) return _snapshots.Take(CopyOfPairs, _host, static (host, pairs) => ElementPins.OfPairs<TKey, TValue>(host, pairs));
    }

    // Under the gate.
    private KeyValuePair<TKey, TValue>[] CopyOfPairs()
    {
        var pairs = new KeyValuePair<TKey, TValue>[_items.Count];
        int i = 0;
        foreach ((TKey key, VersionedValue<TValue> value) in _items) pairs[i++] = KeyValuePair.Create(key, value.Value);
        return pairs;
    }
}
