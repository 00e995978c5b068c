namespace ObjectServer.IntegrationTests.Batches;

/// <summary>Where a member that runs and the test meet.</summary>
public sealed class Meeting
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name { get; } = Guid.NewGuid().ToString();

    /// <summary>The member has begun.</summary>
    public Task Begun => _begun.Task;

    /// <summary>The member goes on.</summary>
    public void End() => _over.TrySetResult();

    public Task StayAsync(CancellationToken cancel)
    {
        _begun.TrySetResult();
        return _over.Task.WaitAsync(cancel);
    }
}
