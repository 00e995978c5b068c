namespace ObjectServer.Types.Collections;

/// <content>The asynchronous forms. Nothing here waits.</content>
internal sealed partial class SharedList<T>
{
    /// <inheritdoc/>
    public Task<int> GetCountAsync(CancellationToken cancel = default) => Task.FromResult(Count);

    /// <inheritdoc/>
    public Task<T> GetAsync(int index, CancellationToken cancel = default) => Task.FromResult(this[index]);

    /// <inheritdoc/>
    public Task SetAsync(int index, T value, CancellationToken cancel = default)
    {
        this[index] = value;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task AddAsync(T item, CancellationToken cancel = default)
    {
        Add(item);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task InsertAsync(int index, T item, CancellationToken cancel = default)
    {
        Insert(index, item);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> RemoveAsync(T item, CancellationToken cancel = default) => Task.FromResult(Remove(item));

    /// <inheritdoc/>
    public Task RemoveAtAsync(int index, CancellationToken cancel = default)
    {
        RemoveAt(index);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ClearAsync(CancellationToken cancel = default)
    {
        Clear();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> ContainsAsync(T item, CancellationToken cancel = default) => Task.FromResult(Contains(item));

    /// <inheritdoc/>
    public Task<int> IndexOfAsync(T item, CancellationToken cancel = default) => Task.FromResult(IndexOf(item));

    /// <inheritdoc/>
    public Task<int> CountOfAsync(T item, CancellationToken cancel = default)
    {
        lock (_gate) return Task.FromResult(_items.Count(one => EqualityComparer<T>.Default.Equals(one, item)));
    }

    /// <inheritdoc/>
    public Task<bool> TryUpdateAsync(int index, T value, T expected, CancellationToken cancel = default)
    {
        lock (_gate)
        {
            if (!EqualityComparer<T>.Default.Equals(_items[Place(index)], expected)) return Task.FromResult(false);
            ReplaceAt(index, value);
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task<T> IncrementAsync(int index, T amount, CancellationToken cancel = default)
    {
        if (Sum is null) throw new NotSupportedException($"A {typeof(T)} is no number, so that nothing can be added to it.");
        lock (_gate)
        {
            T sum = Sum(_items[Place(index)], amount);
            ReplaceAt(index, sum);
            return Task.FromResult(sum);
        }
    }

    /// <inheritdoc/>
    public Task AddRangeAsync(T[] items, CancellationToken cancel = default)
    {
        AddRange(items);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<T[]> ToArrayAsync(CancellationToken cancel = default) => Task.FromResult(ToArray());

    /// <inheritdoc/>
    public Task<T[]> GetRangeAsync(int index, int count, CancellationToken cancel = default) => Task.FromResult(Slice(index, count));

    /// <inheritdoc/>
    public Task<T> TakeAtAsync(int index, CancellationToken cancel = default)
    {
        lock (_gate) return Task.FromResult(TakeOut(Place(index)));
    }

    /// <inheritdoc/>
    public Task SortAsync(bool descending = false, CancellationToken cancel = default)
    {
        Sort(descending);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ReverseAsync(CancellationToken cancel = default)
    {
        Reverse();
        return Task.CompletedTask;
    }
}
