using ObjectServer;
using ObjectServer.Client;
using Spectre.Console;

namespace SharedData;

/// <summary>
/// Where memory goes when processes share it. Each one's resident memory (RSS) counts all of an array that it has touched, as if the machine had it
/// as often; its proportional share (PSS) counts what it has together with others in part, so that the sum is right.
/// </summary>
internal static class MemoryPlaces
{
    private const int Workers = 4;
    private const long AllElements = 32_000_000;

    /// <summary>Runs it.</summary>
    public static async Task RunAsync(IAnsiConsole console, double scale)
    {
        long elements = (long)(AllElements * scale);
        await using LocalServer server = await LocalServer.StartAsync(new LocalServerOptions());
        await using ObjectClient client = await server.ConnectAsync();
        await using SharedArray<double> array = await client.CreateArrayAsync<double>([elements], "array");
        await array.FillAsync(1);
        WorkerProcess[] workers = await WorkerProcess.StartAsync(Workers, server);
        try
        {
            Print(console, "before anyone has touched the array", await client.GetMemoryReportAsync());
            for (int i = 0; i < workers.Length; i++)
            {
                await workers[i].AskAsync($"keep array {elements}");
                if (i is 0 || i == workers.Length - 1) Print(console, $"{i + 1} of {Workers} processes have touched it", await client.GetMemoryReportAsync());
            }
        }
        finally
        {
            foreach (WorkerProcess worker in workers) await worker.DisposeAsync();
        }
    }

    private static void Print(IAnsiConsole console, string when, MemoryReport report)
    {
        console.WriteLine($"\n{when}: {report.SegmentBytes / 1e6:N0} MB of shared memory");
        var chart = new BarChart().Width(70);
        chart.AddItem("sum of RSS, MB", Math.Round((report.ResidentBytes ?? 0) / 1e6), Color.Grey);
        chart.AddItem("sum of PSS, MB", Math.Round((report.ProportionalBytes ?? 0) / 1e6), Color.SteelBlue);
        chart.AddItem("private, MB", Math.Round(report.Processes.Sum(static process => process.PrivateBytes ?? 0) / 1e6), Color.Green);
        console.Write(chart);
    }
}
