using System.Diagnostics;
using ObjectServer;
using ObjectServer.Client;
using Spectre.Console;
using TableColumn = ObjectServer.TableColumn;

namespace SharedData;

/// <summary>
/// Four processes each sum one column of a table of ten million rows: a time, a number that is missing in every other row, and a text. The columns
/// are arrays, so that nobody reads what it does not need.
/// </summary>
internal static class NanSums
{
    private const int Workers = 4;
    private const int Part = 100_000;
    private const int AllRows = 10_000_000;

    /// <summary>Runs it.</summary>
    public static async Task RunAsync(IAnsiConsole console, double scale)
    {
        int rows = (int)(AllRows * scale);
        await using LocalServer server = await LocalServer.StartAsync(new LocalServerOptions());
        await using ObjectClient client = await server.ConnectAsync();
        await using SharedTable table = await client.CreateTableAsync(
            [TableColumn.Of<DateTime>("time"), TableColumn.Of<double>("value"), TableColumn.Text("text", 6)], rows, "records");
        await FillAsync(console, table, rows);
        WorkerProcess[] workers = await WorkerProcess.StartAsync(Workers, server);
        try
        {
            foreach (string pass in (string[])["first", "second"])
            {
                long start = Stopwatch.GetTimestamp();
                double[] sums = await Task.WhenAll(workers.Select(static worker => worker.AskAsync($"nansum records value")));
                console.WriteLine($"{Workers} processes, {pass} time: each sum is {sums[0]:N0}, after {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F1} ms.");
                if (sums.Any(sum => sum != (rows + 1) / 2)) throw new InvalidOperationException("A sum was wrong.");
            }
        }
        finally
        {
            foreach (WorkerProcess worker in workers) await worker.DisposeAsync();
        }
    }

    private static Task FillAsync(IAnsiConsole console, SharedTable table, int rows) => console.Progress().StartAsync(async progress =>
    {
        ProgressTask filling = progress.AddTask("filling the table", maxValue: rows);
        for (int row = 0; row < rows; row += Part)
        {
            int count = Math.Min(Part, rows - row);
            await table.AppendAsync(new TableBatch
            {
                ["time"] = Enumerable.Repeat(new DateTime(2020, 6, 8), count).ToArray(),
                ["value"] = Enumerable.Range(row, count).Select(static i => i % 2 == 0 ? 1 : double.NaN).ToArray(),
                ["text"] = Enumerable.Repeat("string", count).ToArray(),
            });
            filling.Increment(count);
        }
    });
}
