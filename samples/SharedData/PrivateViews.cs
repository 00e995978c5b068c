using System.Globalization;
using ObjectServer;
using ObjectServer.Client;
using Spectre.Console;

namespace SharedData;

/// <summary>
/// A process takes a private view of an array of 1.6 GB that others share, and changes parts of it: how much memory does that cost? As much as
/// the pages that it touches: a row costs nothing to speak of, and a column everything, because there is a piece of it in every page.
/// </summary>
internal static class PrivateViews
{
    private const int Columns = 100;
    private const long AllRows = 2_000_000;
    private static readonly string[] Parts = ["nothing", "row", "rows/20", "rows/4", "rows/2", "column", "all"];

    /// <summary>Runs it.</summary>
    public static async Task RunAsync(IAnsiConsole console, double scale)
    {
        long rows = (long)(AllRows * scale);
        await using LocalServer server = await LocalServer.StartAsync(new LocalServerOptions());
        await using ObjectClient client = await server.ConnectAsync();
        await using SharedArray<double> array = await client.CreateArrayAsync<double>([rows, Columns], "array");
        await array.FillAsync(1);
        console.WriteLine($"An array of {rows:N0} × {Columns} doubles, {rows * Columns * sizeof(double) / 1e6:N0} MB. Private memory after a change, in MB:");
        var chart = new BarChart().Width(70);
        foreach (string part in Parts)
        {
            WorkerProcess[] workers = await WorkerProcess.StartAsync(1, server);
            await using WorkerProcess worker = workers[0];
            chart.AddItem(part, Math.Round(await worker.AskAsync($"change array {part}") / 1e6, 1), Color.SteelBlue);
        }

        console.Write(chart);
        double sum = 0;
        await foreach (SharedBlock<double> block in array.BlocksAsync(..))
            foreach (double number in block.Span) sum += number;
        if (sum != array.Length) throw new InvalidOperationException("The shared array has changed.");
        console.WriteLine("The shared array is as it was.");
    }

    /// <summary>Adds one to a part of the numbers.</summary>
    public static void Change(Span<double> numbers, int columns, string part)
    {
        int count = part switch
        {
            "nothing" or "column" => 0,
            "row" => columns,
            "all" => numbers.Length,
            _ => numbers.Length / int.Parse(part["rows/".Length..], CultureInfo.InvariantCulture),
        };
        foreach (ref double number in numbers[..count]) number++;
        for (int i = 1; part == "column" && i < numbers.Length; i += columns) numbers[i]++;
    }
}
