namespace ObjectServer.Benchmarks.Lanes;

/// <inheritdoc/>
[SharedObject("spinner", Concurrency = ObjectConcurrency.Concurrent)]
public sealed class Spinner : ISpinner
{
    private static int _spinning;

    /// <inheritdoc/>
    public int Spinning => Volatile.Read(ref _spinning);

    /// <inheritdoc/>
    public Task SpinAsync(CancellationToken cancel) => Spin(cancel);

    /// <inheritdoc/>
    public Task SpinOnPoolAsync(CancellationToken cancel) => Spin(cancel);

    private static Task Spin(CancellationToken cancel)
    {
        Interlocked.Increment(ref _spinning);
        try
        {
            double sum = 0;
            while (!cancel.IsCancellationRequested)
            {
                for (int i = 1; i < 10_000; i++) sum += 1.0 / i;
            }

            return double.IsNaN(sum) ? Task.FromException(new InvalidOperationException("A sum of numbers is none.")) : Task.CompletedTask;
        }
        finally
        {
            Interlocked.Decrement(ref _spinning);
        }
    }
}
