namespace ObjectServer.Locks;

/// <summary>Waiting at a condition, as the holder of its lock does it.</summary>
internal static class ConditionWait
{
    /// <summary>Waits once.</summary>
    public static async Task<ConditionOutcome> OnceAsync(ISharedCondition condition, HeldLock held, TimeSpan? timeout, CancellationToken cancel)
    {
        held.Demand();
        cancel.ThrowIfCancellationRequested();
        var request = Guid.NewGuid();
        try
        {
            ConditionOutcome outcome = await condition.ParkAsync(request, held.Token, timeout, cancel).ConfigureAwait(false);
            held.Renew(outcome.Token);
            return outcome.WasCancelled ? throw new OperationCanceledException("Waiting at the condition was given up. The lock is held again.", cancel) : outcome;
        }
        catch (Exception e) when (e is TimeoutException or OutcomeUnknownException or ServerUnavailableException or ObjectGoneException || IsLateCancel(e, cancel))
        {
            // Whatever becomes of it there, this holder will not hear of it.
            held.Lose();
            _ = WithdrawAsync(condition, request);
            throw;
        }
    }

    /// <summary>Waits until something is so.</summary>
    public static async Task<bool> ForAsync(ISharedCondition condition, HeldLock held, Func<Task<bool>> isSo, TimeSpan? timeout, CancellationToken cancel)
    {
        TimeSpan? left = timeout;
        while (!await isSo().ConfigureAwait(false))
        {
            if (left <= TimeSpan.Zero && left != Timeout.InfiniteTimeSpan) return false;
            ConditionOutcome outcome = await OnceAsync(condition, held, left, cancel).ConfigureAwait(false);
            if (left is { } before && before != Timeout.InfiniteTimeSpan) left = outcome.WasNotified && before > outcome.Waited ? before - outcome.Waited : TimeSpan.Zero;
        }

        return true;
    }

    // One that was cancelled before it ran has changed nothing; any other cancellation is told by the outcome.
    private static bool IsLateCancel(Exception error, CancellationToken cancel) =>
        error is OperationCanceledException { InnerException: not null } && cancel.IsCancellationRequested && error.GetCallOutcome() is not (CallOutcome.NotSent or CallOutcome.NotExecuted);

    private static async Task WithdrawAsync(ISharedCondition condition, Guid request)
    {
        try
        {
            await condition.WithdrawAsync(request).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ObjectServerException or OperationCanceledException)
        {
            // Whoever cannot be reached has taken it back by himself.
        }
    }
}
