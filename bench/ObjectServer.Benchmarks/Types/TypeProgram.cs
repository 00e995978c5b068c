using System.Diagnostics;
using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Client;

namespace ObjectServer.Benchmarks.Types;

/// <summary>What a client process does: connects, uses a shared object for a time, and writes one line of figures.</summary>
internal static class TypeProgram
{
    /// <summary>The line that says that it is connected, and waits for a line to begin.</summary>
    public const string Ready = "ready";

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

        // All clients of a measurement begin together.
        await Console.Out.WriteLineAsync(Ready);
        await Console.In.ReadLineAsync();
        long start = Stopwatch.GetTimestamp();
        using var over = new CancellationTokenSource(warmup + duration);
        double rate = operation.EndsWith("-iterate", StringComparison.Ordinal)
            ? await LongRateAsync(use, start, warmup, duration)
            : (await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(() => CountAsync(use, start, warmup, warmup + duration, over.Token))))).Sum() / duration.TotalSeconds;
        await Console.Out.WriteLineAsync($"{new Figures { CallsPerSecond = rate }}");
    }

    // What ends within the one time of all callers.
    private static async Task<long> CountAsync(TypeOperation use, long start, TimeSpan from, TimeSpan to, CancellationToken over)
    {
        long count = 0;
        try
        {
            for (TimeSpan now = default; now < to;)
            {
                int done = await use(over);
                now = Stopwatch.GetElapsedTime(start);
                if (now >= from && now < to) count += done;
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // It waited for others, who have stopped.
        }

        return count;
    }

    // One operation may take a good part of the time: the last one counts, with all that it takes.
    private static async Task<double> LongRateAsync(TypeOperation use, long start, TimeSpan warmup, TimeSpan duration)
    {
        do await use(CancellationToken.None);
        while (Stopwatch.GetElapsedTime(start) < warmup);
        long count = 0;
        start = Stopwatch.GetTimestamp();
        do count += await use(CancellationToken.None);
        while (Stopwatch.GetElapsedTime(start) < duration);
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
