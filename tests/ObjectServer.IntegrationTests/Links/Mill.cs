using System.Collections.Concurrent;

namespace ObjectServer.IntegrationTests.Links;

/// <summary>Counts who is inside, and how far each of those is who report. Concurrent.</summary>
public sealed class Mill : IMill
{
    private readonly ConcurrentDictionary<int, int> _reported = new();
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inside;
    private int _mostInside;

    /// <summary>How many calls are inside.</summary>
    public int Inside => Volatile.Read(ref _inside);

    /// <summary>How many were inside at a time at most.</summary>
    public int MostInside => Volatile.Read(ref _mostInside);

    /// <summary>How many reports of all callers have been taken from them.</summary>
    public int AllReported => _reported.Values.Sum();

    /// <summary>How many reports of a caller have been taken from it.</summary>
    public int Reported(int caller) => _reported.GetValueOrDefault(caller);

    /// <summary>Lets go who stands inside, now and later.</summary>
    public void LetGo() => _gone.TrySetResult();

    public Task<double[]> GrindAsync(double[] grain, CancellationToken cancel) => PassAsync(async () =>
    {
        await Task.Yield();
        cancel.ThrowIfCancellationRequested();
        return Array.ConvertAll(grain, number => -number);
    });

    public Task<double[]> LetGrindAsync(IGrinder grinder, double[] grain) => PassAsync(() => grinder.GrindAsync(this, grain));

    public Task<int> WeighAsync(double[] grain) => Task.FromResult(grain.Length);

    public Task<double[]> FillAsync(int count) => Task.FromResult(new double[count]);

    public Task StandAsync(CancellationToken cancel) => PassAsync(async () =>
    {
        await _gone.Task.WaitAsync(cancel);
        return true;
    });

    public Task<int> ReportAsync(int steps, int caller, IProgress<int> progress, CancellationToken cancel) => PassAsync(async () =>
    {
        await Task.Yield();
        for (int i = 1; i <= steps; i++)
        {
            progress.Report(i);
            _reported[caller] = i;
        }

        return steps;
    });

    private async Task<T> PassAsync<T>(Func<Task<T>> pass)
    {
        int inside = Interlocked.Increment(ref _inside);
        int most = MostInside;
        while (inside > most) most = Interlocked.CompareExchange(ref _mostInside, inside, most);
        try
        {
            return await pass();
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }
}
