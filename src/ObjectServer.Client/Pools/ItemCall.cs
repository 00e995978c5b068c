namespace ObjectServer.Client.Pools;

/// <summary>How an item is run: the call that its owner gave, in the context of who gave it.</summary>
/// <typeparam name="T">What is called.</typeparam>
/// <typeparam name="TItem">The items.</typeparam>
/// <typeparam name="TResult">What comes of each.</typeparam>
/// <param name="call">The call.</param>
/// <param name="maxAttempts">How often an item is run that does no harm when it is run again.</param>
internal sealed class ItemCall<T, TItem, TResult>(Func<T, TItem, CancellationToken, Task<TResult>> call, int maxAttempts)
    where T : class
{
    // Callers are set to work by whoever comes, which need not be who gave the item.
    private readonly ExecutionContext? _context = ExecutionContext.Capture();

    /// <summary>Runs an item.</summary>
    /// <exception cref="OutcomeUnknownException">The worker ended while it ran.</exception>
    /// <exception cref="Exception">What the call threw, or what starting a worker threw.</exception>
    public async Task<TResult> RunAsync(PoolCaller<T> caller, TItem item, bool isIdempotent, CancellationToken cancel)
    {
        for (int attempt = 1; ; attempt++)
        {
            T target = await caller.ReadyAsync(cancel).ConfigureAwait(false);
            try
            {
                return await Begin(target, item, cancel).ConfigureAwait(false);
            }
            catch (Exception e) when (e is OutcomeUnknownException or ServerUnavailableException or ObjectGoneException && caller.HasLost)
            {
                if (isIdempotent && attempt < maxAttempts && !cancel.IsCancellationRequested) continue;
                throw Lost(isIdempotent, attempt, e);
            }
            finally
            {
                caller.Count();
            }
        }
    }

    private static OutcomeUnknownException Lost(bool isIdempotent, int attempts, Exception cause) => new(
        isIdempotent
            ? $"The item was run {attempts} times, and each time its worker ended while it ran. It may be what ends them."
            : $"The worker ended while it ran the item, which may have been done in part. If running it again does no harm, say so by {nameof(PoolJobOptions)}.{nameof(PoolJobOptions.Idempotent)}.",
        cause);

    private Task<TResult> Begin(T target, TItem item, CancellationToken cancel)
    {
        if (_context is null) return Demand(call(target, item, cancel));
        Task<TResult>? begun = null;
        ExecutionContext.Run(_context, _ => begun = call(target, item, cancel), null);
        return Demand(begun);
    }

    private static Task<TResult> Demand(Task<TResult>? begun) => begun ?? throw new InvalidOperationException("The call returned no task.");
}
