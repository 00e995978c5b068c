using System.Diagnostics;
using ObjectServer;
using ObjectServer.Client;
using Spectre.Console;

namespace SharedData;

/// <summary>32 processes each read a slice of one table of 1 GiB: the question is how long that takes, and how often the table is in memory.</summary>
internal static class Slices
{
    private const int AllWorkers = 32;
    private const int FewestWorkers = 4;
    private const int Columns = 10;
    private const long AllRows = 13_421_773;

    /// <summary>Runs it.</summary>
    public static async Task RunAsync(IAnsiConsole console, double scale)
    {
        int count = Math.Max(FewestWorkers, (int)(AllWorkers * scale));
        long rows = (long)(AllRows * scale);
        await using LocalServer server = await LocalServer.StartAsync(new LocalServerOptions());
        await using ObjectClient client = await server.ConnectAsync();
        await using SharedArray<double> table = await client.CreateArrayAsync<double>([rows, Columns], "table");
        await FillAsync(console, table);
        console.WriteLine($"A table of {rows:N0} × {Columns} doubles, {rows * Columns * sizeof(double) / 1e6:N0} MB, which is in memory once.");

        long start = Stopwatch.GetTimestamp();
        WorkerProcess[] workers = await WorkerProcess.StartAsync(count, server);
        console.WriteLine($"{count} processes were up after {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s.");
        try
        {
            foreach (string pass in (string[])["first", "second"])
            {
                start = Stopwatch.GetTimestamp();
                double[] sums = await Task.WhenAll(workers.Select((worker, i) => worker.AskAsync($"rows table {i + 1}")));
                console.WriteLine($"{count} slices, {pass} time: {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F1} ms.");
                if (sums.Where(static (sum, i) => sum != (i + 1) * Columns).Any()) throw new InvalidOperationException("A slice was wrong.");
            }
        }
        finally
        {
            foreach (WorkerProcess worker in workers) await worker.DisposeAsync();
        }
    }

    private static Task FillAsync(IAnsiConsole console, SharedArray<double> table) => console.Progress().StartAsync(async progress =>
    {
        ProgressTask filling = progress.AddTask("filling the table", maxValue: table.Length);
        await foreach (SharedBlock<double> block in table.BlocksAsync(.., BlockAccess.Overwrite))
        {
            block.Span.Fill(1);
            filling.Increment(block.Length);
        }
    });
}
