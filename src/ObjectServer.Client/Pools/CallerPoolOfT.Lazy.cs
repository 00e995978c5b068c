using ObjectServer.Client.Pools;

namespace ObjectServer.Client;

/// <content>Items that are read as they are needed.</content>
public sealed partial class CallerPool<T>
{
    /// <summary>
    /// Makes a call for each item, and gives each result when it and all before it are there. Items are read while results are taken, never
    /// more than <see cref="PoolJobOptions.ReadAhead"/> before them. Enumerating it a second time runs everything again.
    /// </summary>
    /// <typeparam name="TItem">The items.</typeparam>
    /// <typeparam name="TResult">What comes of each.</typeparam>
    /// <param name="items">The items. What reading them throws is thrown after the results of those that were read.</param>
    /// <param name="call">The call: it is given an object, an item, and a token that it should give to what it calls.</param>
    /// <param name="options">How they are run; null for the defaults.</param>
    /// <returns>
    /// The results. An item that fails ends them in its place, unless the options have all errors told: then at the end. Leaving the loop early
    /// cancels what is under way.
    /// </returns>
    /// <exception cref="InvalidOperationException">The pool takes no more work.</exception>
    public IAsyncEnumerable<TResult> MapOrderedAsync<TItem, TResult>(
        IAsyncEnumerable<TItem> items, Func<T, TItem, CancellationToken, Task<TResult>> call, PoolJobOptions? options = null) =>
        LazyAsync(items, call, options, isOrdered: true);

    /// <inheritdoc cref="MapOrderedAsync{TItem, TResult}(IAsyncEnumerable{TItem}, Func{T, TItem, CancellationToken, Task{TResult}}, PoolJobOptions?)"/>
    public IAsyncEnumerable<TResult> MapOrderedAsync<TItem, TResult>(
        IEnumerable<TItem> items, Func<T, TItem, CancellationToken, Task<TResult>> call, PoolJobOptions? options = null) =>
        LazyAsync(items.ToAsyncEnumerable(), call, options, isOrdered: true);

    /// <inheritdoc cref="MapOrderedAsync{TItem, TResult}(IAsyncEnumerable{TItem}, Func{T, TItem, CancellationToken, Task{TResult}}, PoolJobOptions?)"/>
    public IAsyncEnumerable<TResult> MapOrderedAsync<TItem, TResult>(
        IEnumerable<TItem> items, Func<T, TItem, Task<TResult>> call, PoolJobOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(call);
        return LazyAsync(items.ToAsyncEnumerable(), (target, item, _) => call(target, item), options, isOrdered: true);
    }

    /// <summary>As <c>MapOrderedAsync</c>, but gives each result as soon as it is there.</summary>
    /// <inheritdoc cref="MapOrderedAsync{TItem, TResult}(IAsyncEnumerable{TItem}, Func{T, TItem, CancellationToken, Task{TResult}}, PoolJobOptions?)" path="/*[not(self::summary)]"/>
    public IAsyncEnumerable<TResult> MapUnorderedAsync<TItem, TResult>(
        IAsyncEnumerable<TItem> items, Func<T, TItem, CancellationToken, Task<TResult>> call, PoolJobOptions? options = null) =>
        LazyAsync(items, call, options, isOrdered: false);

    /// <inheritdoc cref="MapUnorderedAsync{TItem, TResult}(IAsyncEnumerable{TItem}, Func{T, TItem, CancellationToken, Task{TResult}}, PoolJobOptions?)"/>
    public IAsyncEnumerable<TResult> MapUnorderedAsync<TItem, TResult>(
        IEnumerable<TItem> items, Func<T, TItem, CancellationToken, Task<TResult>> call, PoolJobOptions? options = null) =>
        LazyAsync(items.ToAsyncEnumerable(), call, options, isOrdered: false);

    /// <inheritdoc cref="MapUnorderedAsync{TItem, TResult}(IAsyncEnumerable{TItem}, Func{T, TItem, CancellationToken, Task{TResult}}, PoolJobOptions?)"/>
    public IAsyncEnumerable<TResult> MapUnorderedAsync<TItem, TResult>(
        IEnumerable<TItem> items, Func<T, TItem, Task<TResult>> call, PoolJobOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(call);
        return LazyAsync(items.ToAsyncEnumerable(), (target, item, _) => call(target, item), options, isOrdered: false);
    }

    private LazyResults<T, TResult> LazyAsync<TItem, TResult>(
        IAsyncEnumerable<TItem> items, Func<T, TItem, CancellationToken, Task<TResult>> call, PoolJobOptions? options, bool isOrdered)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(call);
        options ??= Default;
        options.Validate();
        DemandOpen();
        return new LazyResults<T, TResult>(this, cancel => new LazyMap<T, TItem, TResult>(_jobs, CallOf(call), options, isOrdered).RunAsync(items, cancel));
    }
}
