using System.Diagnostics;
using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Client;

namespace ObjectServer.Benchmarks.Types;

/// <summary>What a client process does: connects, uses a shared object for a time, and writes one line of figures.</summary>
internal static class TypeProgram
{
    /// <summary>Does it.</summary>
    /// <param name="operation">Name of what it does.</param>
    /// <param name="address">The server's.</param>
    /// <param name="callers">How many do so at the same time, by the one connection.</param>
    /// <param name="warmup">How long before it is counted.</param>
    /// <param name="duration">How long it is counted.</param>
    public static async Task RunAsync(string operation, string address, int callers, TimeSpan warmup, TimeSpan duration)
    {
        await using ObjectClient client = await ObjectClient.ConnectAsync(address);
        TypeOperation use = await TypeOperations.PrepareAsync(operation, client);
        using var over = new CancellationTokenSource(warmup + duration);
        double[] rates = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(() => RateAsync(use, warmup, duration, over.Token))));
        await Console.Out.WriteLineAsync($"{new Figures { CallsPerSecond = rates.Sum() }}");
    }

    // What is under way at the end still counts, with the time it takes: some operations are long.
    private static async Task<double> RateAsync(TypeOperation use, TimeSpan warmup, TimeSpan duration, CancellationToken over)
    {
        long start = Stopwatch.GetTimestamp();
        long count = 0;
        try
        {
            do await use(over);
            while (Stopwatch.GetElapsedTime(start) < warmup);
            start = Stopwatch.GetTimestamp();
            do count += await use(over);
            while (Stopwatch.GetElapsedTime(start) < duration);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // It waited for others, who have stopped.
        }

        return count / Math.Max(duration.TotalSeconds, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }
}
