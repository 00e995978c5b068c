namespace ObjectServer.Locks;

/// <summary>How a caller comes to hold a lock: what was got and not learned of is given back.</summary>
internal static class LockTaking
{
    /// <summary>Asks for a lock.</summary>
    /// <param name="taken">What gives out the token.</param>
    /// <param name="ask">Asks, under the name of the request; results in the token, or in 0 when the time was over.</param>
    /// <param name="flow">Who counts as the owner of a reentrant lock; null for others.</param>
    /// <returns>Null when the time was over.</returns>
    public static async Task<HeldLock?> TryAsync(ISharedFence taken, Func<Guid, Task<ulong>> ask, LockFlow? flow = null)
    {
        ulong token = await TokenAsync(taken, ask).ConfigureAwait(false);
        if (token == 0) return null;
        flow?.Enter();
        return new HeldLock(taken, token, flow);
    }

    /// <inheritdoc cref="TryAsync"/>
    /// <exception cref="TimeoutException">The time was over; nothing is held.</exception>
    public static async Task<HeldLock> TakeAsync(ISharedFence taken, Func<Guid, Task<ulong>> ask, LockFlow? flow = null) =>
        await TryAsync(taken, ask, flow).ConfigureAwait(false) ?? throw new TimeoutException("It was not to be had within the time that was given. Nothing is held.");

    /// <summary>Asks for a lock, and waits on this thread, as a synchronous caller wants to.</summary>
    /// <returns>False when the time was over.</returns>
    public static bool TryBlocking(ISharedFence taken, Func<Guid, Task<ulong>> ask, LockFlow? flow = null)
    {
        if (TokenAsync(taken, ask).GetAwaiter().GetResult() == 0) return false;
        flow?.Enter();
        return true;
    }

    private static async Task<ulong> TokenAsync(ISharedFence taken, Func<Guid, Task<ulong>> ask)
    {
        var request = Guid.NewGuid();
        try
        {
            return await ask(request).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException or OutcomeUnknownException)
        {
            // It may have been granted, and the answer have come too late.
            _ = WithdrawAsync(taken, request);
            throw;
        }
    }

    private static async Task WithdrawAsync(ISharedFence taken, Guid request)
    {
        try
        {
            await taken.WithdrawAsync(request).ConfigureAwait(false);
        }
        catch (ObjectServerException)
        {
            // Whoever cannot be reached has taken it back by himself.
        }
        catch (OperationCanceledException)
        {
            // So has who is asked by code whose call has ended.
        }
    }
}
