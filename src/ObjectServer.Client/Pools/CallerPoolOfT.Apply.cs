namespace ObjectServer.Client;

/// <content>Single calls.</content>
public sealed partial class CallerPool<T>
{
    private static readonly bool[] One = [true];

    /// <summary>
    /// Makes one call when a caller is free. Several are begun in the order in which they were given; await each for one after the other. A limit
    /// for how long one waits is <c>.WaitAsync(limit)</c>.
    /// </summary>
    /// <typeparam name="TResult">What comes of it.</typeparam>
    /// <param name="call">The call: it is given an object, and a token that it should give to what it calls.</param>
    /// <param name="options">How it is run; null for the defaults.</param>
    /// <param name="cancel">Cancels it, waiting or running.</param>
    /// <exception cref="InvalidOperationException">The pool takes no more work.</exception>
    /// <exception cref="LimitExceededException">Too many jobs wait.</exception>
    /// <exception cref="OutcomeUnknownException">The worker ended while it ran.</exception>
    /// <exception cref="Exception">What the call threw.</exception>
    public async Task<TResult> ApplyAsync<TResult>(Func<T, CancellationToken, Task<TResult>> call, PoolJobOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        options ??= Default;
        options.Validate();
        DemandOpen();
        return (await RunAsync(One, CallOf<bool, TResult>((target, _, token) => call(target, token)), options with { Errors = PoolErrors.StopAtFirst }, cancel).ConfigureAwait(false))[0];
    }

    /// <inheritdoc cref="ApplyAsync{TResult}(Func{T, CancellationToken, Task{TResult}}, PoolJobOptions?, CancellationToken)"/>
    public Task<TResult> ApplyAsync<TResult>(Func<T, Task<TResult>> call, PoolJobOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        return ApplyAsync((target, _) => call(target), options, cancel);
    }

    /// <inheritdoc cref="ApplyAsync{TResult}(Func{T, CancellationToken, Task{TResult}}, PoolJobOptions?, CancellationToken)"/>
    public Task ApplyAsync(Func<T, CancellationToken, Task> call, PoolJobOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        return ApplyAsync(
            async (target, token) =>
            {
                await call(target, token).ConfigureAwait(false);
                return true;
            },
            options,
            cancel);
    }

    /// <inheritdoc cref="ApplyAsync{TResult}(Func{T, CancellationToken, Task{TResult}}, PoolJobOptions?, CancellationToken)"/>
    public Task ApplyAsync(Func<T, Task> call, PoolJobOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        return ApplyAsync((target, _) => call(target), options, cancel);
    }
}
