namespace ObjectServer.IntegrationTests.Unary;

public sealed class Waiter : IWaiter
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Ran { get; private set; }

    /// <summary>Completes when a member has begun.</summary>
    public Task BegunAsync() => _begun.Task;

    /// <summary>Completes when a member was told by its token.</summary>
    public Task CancelledAsync() => _cancelled.Task;

    /// <summary>Lets members go that heed no token.</summary>
    public void Release() => _release.TrySetResult();

    public async Task WaitAsync(CancellationToken cancel = default)
    {
        Ran++;
        _begun.TrySetResult();
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
        }
        finally
        {
            _cancelled.TrySetResult();
        }
    }

    public Task WaitAtMostAsync(CancellationToken cancel = default) => WaitAsync(cancel);

    public async Task<int> WaitForReleaseAsync()
    {
        Ran++;
        _begun.TrySetResult();
        await _release.Task;
        return Ran;
    }
}
