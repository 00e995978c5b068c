namespace ObjectServer.Types.Collections;

/// <content>The asynchronous forms. Nothing here waits.</content>
internal sealed partial class SharedDictionary<TKey, TValue>
{
    /// <inheritdoc/>
    public Task<int> GetCountAsync(CancellationToken cancel = default) => Task.FromResult(Count);

    /// <inheritdoc/>
    public Task<TValue> GetAsync(TKey key, CancellationToken cancel = default) => Task.FromResult(this[key]);

    /// <inheritdoc/>
    public Task<TValue> GetOrDefaultAsync(TKey key, TValue missing, CancellationToken cancel = default) =>
        Task.FromResult(TryGetValue(key, out TValue? value) ? value : missing);

    /// <inheritdoc/>
    public Task SetAsync(TKey key, TValue value, CancellationToken cancel = default)
    {
        this[key] = value;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task AddAsync(TKey key, TValue value, CancellationToken cancel = default)
    {
        Add(key, value);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> TryAddAsync(TKey key, TValue value, CancellationToken cancel = default)
    {
        lock (_gate) return Task.FromResult(TryPut(key, value));
    }

    /// <inheritdoc/>
    public Task<bool> ContainsKeyAsync(TKey key, CancellationToken cancel = default) => Task.FromResult(ContainsKey(key));

    /// <inheritdoc/>
    public Task<bool> RemoveAsync(TKey key, CancellationToken cancel = default) => Task.FromResult(Remove(key));

    /// <inheritdoc/>
    public Task ClearAsync(CancellationToken cancel = default)
    {
        Clear();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<TValue> GetOrAddAsync(TKey key, TValue value, CancellationToken cancel = default) => Task.FromResult(GetOrAdd(key, value));

    /// <inheritdoc/>
    public Task<bool> TryUpdateAsync(TKey key, TValue value, TValue expected, CancellationToken cancel = default) => Task.FromResult(TryUpdate(key, value, expected));

    /// <inheritdoc/>
    public Task<bool> TryRemoveAsync(TKey key, TValue expected, CancellationToken cancel = default) => Task.FromResult(TryRemove(key, expected));

    /// <inheritdoc/>
    public Task<KeyValuePair<TKey, TValue>[]> ToArrayAsync(CancellationToken cancel = default) => Task.FromResult(ToArray());

    /// <inheritdoc/>
    public Task<TKey[]> GetKeysAsync(CancellationToken cancel = default) => Task.FromResult(GetKeys());

    /// <inheritdoc/>
    public Task<TValue[]> GetValuesAsync(CancellationToken cancel = default) => Task.FromResult(GetValues());
}
