namespace ObjectServer.Benchmarks.Sessions;

/// <inheritdoc/>
[SharedObject("turnstile", Concurrency = ObjectConcurrency.Concurrent)]
public sealed class Turnstile : ITurnstile
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _arrived;

    /// <inheritdoc/>
    public int Arrived => Volatile.Read(ref _arrived);

    /// <inheritdoc/>
    public async Task<int> PassAsync()
    {
        int number = Interlocked.Increment(ref _arrived);
        await _opened.Task;
        return number;
    }

    /// <inheritdoc/>
    public void Open() => _opened.TrySetResult();
}
