namespace Grpc.StandIns.Tests.Server;

/// <summary>Where handlers and a test wait for each other.</summary>
/// <param name="expected">How many handlers must have arrived until the test goes on.</param>
public sealed class Meeting(int expected)
{
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    /// <summary>Completes when all expected handlers are here.</summary>
    public Task Arrived => _arrived.Task;

    /// <summary>Completes when a call was cancelled while its handler waited here.</summary>
    public Task Cancelled => _cancelled.Task;

    /// <summary>Lets the handlers go on.</summary>
    public void Release() => _released.SetResult();

    /// <summary>Waits, as a handler, until the test lets it go on or the call is cancelled.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _count) == expected) _arrived.SetResult();
        try
        {
            await _released.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            _cancelled.TrySetResult();
            throw;
        }
    }
}
