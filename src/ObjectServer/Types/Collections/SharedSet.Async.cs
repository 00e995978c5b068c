namespace ObjectServer.Types.Collections;

/// <content>The asynchronous forms. Nothing here waits.</content>
internal sealed partial class SharedSet<T>
{
    /// <inheritdoc/>
    public Task<int> GetCountAsync(CancellationToken cancel = default) => Task.FromResult(Count);

    /// <inheritdoc/>
    public Task<bool> AddAsync(T item, CancellationToken cancel = default) => Task.FromResult(Add(item));

    /// <inheritdoc/>
    public Task<bool> RemoveAsync(T item, CancellationToken cancel = default) => Task.FromResult(Remove(item));

    /// <inheritdoc/>
    public Task<bool> ContainsAsync(T item, CancellationToken cancel = default) => Task.FromResult(Contains(item));

    /// <inheritdoc/>
    public Task ClearAsync(CancellationToken cancel = default)
    {
        Clear();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<T[]> ToArrayAsync(CancellationToken cancel = default) => Task.FromResult(ToArray());

    /// <inheritdoc/>
    public Task ApplyAsync(SharedSetOperation operation, T[] other, CancellationToken cancel = default)
    {
        Apply(operation, other);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> CompareAsync(SharedSetRelation relation, T[] other, CancellationToken cancel = default) => Task.FromResult(Compare(relation, other));
}
