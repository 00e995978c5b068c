namespace ObjectServer.IntegrationTests.Proxies.Reporting;

/// <summary>A handler that stays in its first report until it is let go.</summary>
internal sealed class Blocked(TimeSpan guard) : IProgress<int>, IDisposable
{
    private readonly ManualResetEventSlim _release = new();
    private int _count;

    /// <summary>Completes when the first report is there.</summary>
    public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when a further report comes.</summary>
    public TaskCompletionSource Again { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Report(int value)
    {
        if (Interlocked.Increment(ref _count) > 1)
        {
            Again.TrySetResult();
            return;
        }

        Entered.SetResult();
        Assert.True(_release.Wait(guard));
    }

    public void Release() => _release.Set();

    public void Dispose() => _release.Dispose();
}
