namespace ObjectServer.Benchmarks.Values;

/// <inheritdoc/>
/// <remarks>
/// A session that does not keep up loses events once more than a thousand of them wait for it. What is measured is to lose none, so that the
/// bell waits for its listeners before it comes to that.
/// </remarks>
[SharedObject("bell", Concurrency = ObjectConcurrency.Concurrent)]
public sealed class Bell : IBell
{
    /// <summary>How many strokes it is ahead of the slowest at most.</summary>
    public const int MostAhead = 512;

    private readonly Lock _gate = new();
    private long[] _heard = [];
    private TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <inheritdoc/>
    public event Action<long>? Rung;

    /// <inheritdoc/>
    public async Task RingAsync(int groups, CancellationToken cancel)
    {
        lock (_gate) _heard = new long[groups];
        long slowest = 0;
        for (long stroke = 0; !cancel.IsCancellationRequested; stroke++)
        {
            while (stroke - slowest >= MostAhead)
            {
                Task told;
                lock (_gate)
                {
                    slowest = _heard.Min();
                    told = _told.Task;
                }

                if (stroke - slowest >= MostAhead) await told.WaitAsync(cancel);
            }

            Rung?.Invoke(stroke);
        }
    }

    /// <inheritdoc/>
    public Task HeardAsync(int group, long strokes)
    {
        TaskCompletionSource told;
        lock (_gate)
        {
            _heard[group] = strokes;
            told = _told;
            _told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        told.SetResult();
        return Task.CompletedTask;
    }
}
