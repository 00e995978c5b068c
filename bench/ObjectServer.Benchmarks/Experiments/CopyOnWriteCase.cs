using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Processes;
using ObjectServer.Benchmarks.Rivals.Python;
using ObjectServer.Client;

namespace ObjectServer.Benchmarks.Experiments;

/// <summary>
/// X3: private memory of a process that changes parts of its private view of a shared array of 2,000,000 × 100 doubles, beside the pages that
/// the change touches, and Python's child that changes an inherited array.
/// </summary>
internal static class CopyOnWriteCase
{
    /// <summary>How many numbers a row of the array has.</summary>
    public const int Columns = 100;

    private const string Id = "x3";
    private const int Rows = 2_000_000;
    private const int PageBytes = 4096;

    private static readonly string[] Cases = ["none", "row", "rows/20", "rows/4", "rows/2", "column", "all"];

    /// <summary>Measures each change in a process of its own.</summary>
    public static async Task<IReadOnlyList<ResultRow>> RunAsync(MeasuringPlan plan)
    {
        if (!Cases.Any(change => plan.Wants($"{Id}-{change}"))) return [];
        await using ServedProcess server = await ServedProcess.StartAsync(ServerKind.ObjectServer, Pinning.None);
        await using ObjectClient client = await ObjectClient.ConnectAsync(server.AddressBy(Transport.Unix));
        await using SharedArray<double> array = await client.CreateArrayAsync<double>([Rows, Columns], "array");
        await array.FillAsync(1);
        var python = await PythonExperiment.RunAsync("x3_cow.py");
        var rows = new List<ResultRow>();
        foreach (string change in Cases)
        {
            Worker[] workers = await Worker.StartAsync(1, server.AddressBy(Transport.Unix));
            await using Worker worker = workers[0];
            await worker.AskAsync($"open array");

            // Asked for from outside: to ask takes memory, too.
            await worker.AskAsync($"view {change}");
            double before = ProcessMemory.PrivateOf(worker.Id);
            await worker.AskAsync($"change {change}");
            double mib = (ProcessMemory.PrivateOf(worker.Id) - before) / ByteUnits.Mebibyte;
            double touched = PagesOf(change) * (double)PageBytes / ByteUnits.Mebibyte;
            double theirs = python[$"x3 python {change}"].GetProperty("private_mib").GetDouble();
            await plan.Progress.WriteLineAsync($"{Id} {change}: ours {mib:F2} MiB, pages touched {touched:F2} MiB, Python {theirs:F2} MiB");
            rows.Add(ResultRow.Of($"{Id}-{change}", "unix", [mib], "MiB private"));
            rows.Add(ResultRow.Of($"{Id}-{change}-beyond", "unix", [Math.Abs(mib - touched)], "MiB from the pages touched", Bar.AtMost(1)));
        }

        double sum = 0;
        await foreach (SharedBlock<double> block in array.BlocksAsync(..)) sum += VectorSum.Of(block.Span);
        if (sum != (double)Rows * Columns) throw new InvalidOperationException("The shared array has changed.");
        return rows;
    }

    // A row of 800 bytes is shorter than a page, so that a column touches all of them.
    private static long PagesOf(string change) => change switch
    {
        "none" => 0,
        "row" => 1,
        "column" or "all" => ((long)Rows * Columns * sizeof(double)) / PageBytes,
        _ => (long)Rows * Columns * sizeof(double) / int.Parse(change["rows/".Length..], System.Globalization.CultureInfo.InvariantCulture) / PageBytes,
    };
}
