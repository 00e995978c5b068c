using System.Diagnostics;
using Spectre.Console;

namespace SharedData;

/// <summary>
/// A job over 100,000 numbers that naps for each: by one process, and by a pool of workers in the ways that a pool has. The numbers are in shared
/// memory, and each worker uses its part in place.
/// </summary>
internal static class Naps
{
    private const int Workers = 3;
    private const long AllNumbers = 100_000;

    /// <summary>Runs it.</summary>
    public static async Task RunAsync(IAnsiConsole console, double scale)
    {
        long length = Math.Max(Workers, (long)(AllNumbers * scale));
        long start = Stopwatch.GetTimestamp();
        await using NapPool pool = await NapPool.StartAsync(length, Workers);
        console.WriteLine($"{Workers} workers were up after {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s.");
        start = Stopwatch.GetTimestamp();
        long sum = await pool.SingleAsync();
        console.WriteLine($"One process: {length:N0} naps in {Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s.");
        foreach ((string name, Func<Task<long[]>> run) in pool.Ways)
        {
            start = Stopwatch.GetTimestamp();
            long[] sums = await run();
            console.WriteLine($"{name}: {Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s.");
            if (sums.Sum() != sum) throw new InvalidOperationException("A sum was wrong.");
        }
    }
}
