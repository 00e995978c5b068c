using System.Diagnostics;
using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Processes;
using ObjectServer.Benchmarks.Rivals.Python;
using ObjectServer.Client;

namespace ObjectServer.Benchmarks.Experiments;

/// <summary>
/// X2: four processes each sum one column of a table of 10,000,000 rows, of which every other cell is not a number, beside Python's processes over a
/// record array in <c>SharedMemory</c>. Both with their workers up; how long all of it takes from the start is said on the way.
/// </summary>
internal static class NanSumCase
{
    private const string Time = "x2-nansum";
    private const string Allocated = "x2-allocated";
    private const int Workers = 4;
    private const int Rows = 10_000_000;
    private const int Part = 100_000;

    /// <summary>Measures in turn, round by round.</summary>
    public static async Task<IReadOnlyList<ResultRow>> RunAsync(MeasuringPlan plan)
    {
        if (!plan.Wants(Time) && !plan.Wants(Allocated)) return [];
        long start = Stopwatch.GetTimestamp();
        await using ServedProcess server = await ServedProcess.StartAsync(ServerKind.ObjectServer, Pinning.None);
        await using ObjectClient client = await ObjectClient.ConnectAsync(server.AddressBy(Transport.Unix));
        await using SharedTable table = await client.CreateTableAsync(
            [TableColumn.Of<DateTime>("date"), TableColumn.Of<double>("val"), TableColumn.Text("text", 6)], Rows, "records");
        await FillAsync(table);
        double filled = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Worker[] workers = await Worker.StartAsync(Workers, server.AddressBy(Transport.Unix));
        try
        {
            await Task.WhenAll(workers.Select(static worker => worker.AskAsync($"table records")));
            await SumAsync(workers);
            await plan.Progress.WriteLineAsync($"{Time}: from nothing to the first sums {Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s, of which the table {filled:F2} s");
            var ours = new List<double>();
            var theirs = new List<double>();
            var allocated = new List<double>();
            for (int round = 0; round < plan.Rounds; round++)
            {
                var python = await PythonExperiment.RunAsync("x2_nansum.py", plan.IncludesSlow ? [] : ["--skip-passed"]);
                theirs.Add(1000 * python["x2 python shared, workers up"].GetProperty("seconds").GetDouble());
                ours.Add(await SumAsync(workers));
                allocated.Add((await Task.WhenAll(workers.Select(static worker => worker.AskAsync($"allocated")))).Max() / ByteUnits.Mebibyte);
                await plan.Progress.WriteLineAsync(
                    $"{Time}, round {round + 1}: ours {ours[^1]:F1} ms, Python's shared {theirs[^1]:F1} ms, from nothing {python["x2 python shared"].GetProperty("seconds").GetDouble():F2} s");
                if (python.TryGetValue("x2 python passed", out var passed)) await plan.Progress.WriteLineAsync($"x2 python passed: {passed.GetProperty("seconds").GetDouble():F1} s");
            }

            return
            [
                ResultRow.Of(Time, "unix", ours, theirs, "Python's SharedMemory", "ms", Bar.AtMost(1)),
                ResultRow.Of(Allocated, "unix", allocated, "MiB per client", Bar.AtMost(1)),
            ];
        }
        finally
        {
            foreach (Worker worker in workers) await worker.DisposeAsync();
        }
    }

    private static async Task FillAsync(SharedTable table)
    {
        await table.SetRowCountAsync(Rows);
        SharedArray<DateTime> dates = table.Column<DateTime>("date");
        await dates.FillAsync(new DateTime(2020, 6, 8));
        await foreach (SharedBlock<double> block in table.Column<double>("val").BlocksAsync(.., BlockAccess.Overwrite, Part))
        {
            for (int i = 0; i < block.Length; i++) block.Span[i] = i % 2 == 0 ? 1 : double.NaN;
        }

        string[] texts = new string[Part];
        Array.Fill(texts, "string");
        for (int row = 0; row < Rows; row += Part) await table.Text("text").WriteAsync(texts, row);
    }

    private static async Task<double> SumAsync(Worker[] workers)
    {
        long start = Stopwatch.GetTimestamp();
        double[] sums = await Task.WhenAll(workers.Select(static worker => worker.AskAsync($"nansum")));
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return sums.All(static sum => sum == Rows / 2) ? milliseconds : throw new InvalidOperationException($"The sums are {string.Join(", ", sums)}.");
    }
}
