using System.Diagnostics;
using ObjectServer.Benchmarks.Measuring;

namespace ObjectServer.Benchmarks.Loads;

/// <summary>Puts a target under load, and measures after the warm-up.</summary>
/// <param name="target">Its callers share it.</param>
/// <param name="kind">How they call.</param>
/// <param name="callers">How many there are.</param>
internal sealed class LoadRun(CallTarget target, LoadKind kind, int callers)
{
    // Of many callers that await, taking the time of every call would cost the fastest of the rivals a twentieth of its rate.
    private const int Sampling = 8;

    private readonly LoadState _state = new();
    private readonly LatencyHistogram _latencies = new();

    /// <summary>Measures. Runs on the calling thread, which only waits, so that the pool's threads are left to what is measured.</summary>
    public Figures Run(TimeSpan warmup, TimeSpan duration) => kind == LoadKind.Async ? Awaiting(warmup, duration) : Blocking(warmup, duration);

    private Figures Awaiting(TimeSpan warmup, TimeSpan duration)
    {
        AsyncCaller[] all = [.. Enumerable.Range(0, callers).Select(i => new AsyncCaller(target, i, _state, _latencies, callers == 1 ? 1 : Sampling))];
        (LoadSnapshot before, LoadSnapshot after) = Measure(
            [.. all.Select(one => Task.Run(one.RunAsync))], () => all.Sum(one => one.Calls), warmup, duration);
        return Of(before, after);
    }

    private Figures Blocking(TimeSpan warmup, TimeSpan duration)
    {
        BlockingCaller[] all = [.. Enumerable.Range(0, callers).Select(i => new BlockingCaller(target, i, _state, kind == LoadKind.Reading))];
        (LoadSnapshot before, LoadSnapshot after) = Measure(
            [.. all.Select(one => one.Start())], () => all.Sum(one => one.Calls), warmup, duration);
        foreach (BlockingCaller one in all) _latencies.Add(one.Latencies);
        return Of(before, after);
    }

    private (LoadSnapshot Before, LoadSnapshot After) Measure(Task[] running, Func<long> calls, TimeSpan warmup, TimeSpan duration)
    {
        Task anyEnded = Task.WhenAny(running).Unwrap();
        anyEnded.Wait(warmup);
        LoadSnapshot before = LoadSnapshot.Take(target, calls);
        _state.Measure();
        anyEnded.Wait(duration);
        LoadSnapshot after = LoadSnapshot.Take(target, calls);
        _state.Stop();
        Task.WaitAll(running);
        return (before, after);
    }

    private Figures Of(LoadSnapshot before, LoadSnapshot after)
    {
        double count = after.Calls - before.Calls;
        return new Figures
        {
            CallsPerSecond = count / Stopwatch.GetElapsedTime(before.Timestamp, after.Timestamp).TotalSeconds,
            MedianMicroseconds = _latencies.Percentile(0.5),
            HighMicroseconds = _latencies.Percentile(0.99),
            ClientBytes = (after.ClientBytes - before.ClientBytes) / count,
            ServerBytes = (after.ServerBytes - before.ServerBytes) / count,
            RequestBytes = (after.Traffic?.Sent - before.Traffic?.Sent) / count,
            ReplyBytes = (after.Traffic?.Received - before.Traffic?.Received) / count,
        };
    }
}
