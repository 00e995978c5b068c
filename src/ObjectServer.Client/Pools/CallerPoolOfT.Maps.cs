namespace ObjectServer.Client;

/// <content>One call for each of many items.</content>
public sealed partial class CallerPool<T>
{
    /// <summary>Makes a call for each item, and gives all results in the order of the items.</summary>
    /// <typeparam name="TItem">The items.</typeparam>
    /// <typeparam name="TResult">What comes of each.</typeparam>
    /// <param name="items">The items, which are read before the first is run; what reading throws is thrown.</param>
    /// <param name="call">The call: it is given an object, an item, and a token that it should give to what it calls.</param>
    /// <param name="options">How they are run; null for the defaults.</param>
    /// <param name="cancel">Cancels calls that are under way, waits for them, and runs no others.</param>
    /// <exception cref="InvalidOperationException">The pool takes no more work.</exception>
    /// <exception cref="LimitExceededException">Too many jobs wait.</exception>
    /// <exception cref="OutcomeUnknownException">A worker ended while it ran an item.</exception>
    /// <exception cref="AggregateException">Items failed, and the options have all errors told.</exception>
    /// <exception cref="Exception">What a call threw.</exception>
    public async Task<TResult[]> MapAsync<TItem, TResult>(
        IEnumerable<TItem> items, Func<T, TItem, CancellationToken, Task<TResult>> call, PoolJobOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(call);
        options ??= Default;
        options.Validate();
        DemandOpen();
        return await RunAsync([.. items], CallOf(call), options, cancel).ConfigureAwait(false);
    }

    /// <inheritdoc cref="MapAsync{TItem, TResult}(IEnumerable{TItem}, Func{T, TItem, CancellationToken, Task{TResult}}, PoolJobOptions?, CancellationToken)"/>
    public Task<TResult[]> MapAsync<TItem, TResult>(
        IEnumerable<TItem> items, Func<T, TItem, Task<TResult>> call, PoolJobOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        return MapAsync(items, (target, item, _) => call(target, item), options, cancel);
    }

    /// <summary>As <c>MapAsync</c>, with the parts of each item as arguments of their own.</summary>
    /// <inheritdoc cref="MapAsync{TItem, TResult}(IEnumerable{TItem}, Func{T, TItem, CancellationToken, Task{TResult}}, PoolJobOptions?, CancellationToken)" path="/*[not(self::summary)]"/>
    public Task<TResult[]> StarMapAsync<T1, T2, TResult>(
        IEnumerable<(T1 First, T2 Second)> items, Func<T, T1, T2, CancellationToken, Task<TResult>> call, PoolJobOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        return MapAsync(items, (target, item, token) => call(target, item.First, item.Second, token), options, cancel);
    }

    /// <inheritdoc cref="StarMapAsync{T1, T2, TResult}(IEnumerable{ValueTuple{T1, T2}}, Func{T, T1, T2, CancellationToken, Task{TResult}}, PoolJobOptions?, CancellationToken)"/>
    public Task<TResult[]> StarMapAsync<T1, T2, TResult>(
        IEnumerable<(T1 First, T2 Second)> items, Func<T, T1, T2, Task<TResult>> call, PoolJobOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        return MapAsync(items, (target, item, _) => call(target, item.First, item.Second), options, cancel);
    }

    /// <inheritdoc cref="StarMapAsync{T1, T2, TResult}(IEnumerable{ValueTuple{T1, T2}}, Func{T, T1, T2, CancellationToken, Task{TResult}}, PoolJobOptions?, CancellationToken)"/>
    public Task<TResult[]> StarMapAsync<T1, T2, T3, TResult>(
        IEnumerable<(T1 First, T2 Second, T3 Third)> items, Func<T, T1, T2, T3, CancellationToken, Task<TResult>> call, PoolJobOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        return MapAsync(items, (target, item, token) => call(target, item.First, item.Second, item.Third, token), options, cancel);
    }
}
