using System.Diagnostics;
using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Processes;
using ObjectServer.Benchmarks.Rivals.Python;
using ObjectServer.Client;

namespace ObjectServer.Benchmarks.Experiments;

/// <summary>
/// X1: 32 processes each read a slice of one table of 13,421,773 × 10 doubles, 1 GiB. Timed from all workers being up to the last answer, beside
/// Python's pool over an inherited global, also with its workers up; and what the machine's memory holds of the table.
/// </summary>
internal static class SlicesCase
{
    private const string Time = "x1-slices";
    private const string Memory = "x1-memory";
    private const int Workers = 32;
    private const int Rows = 13_421_773;
    private const int Columns = 10;
    private const int WarmRounds = 30;

    /// <summary>Measures in turn, round by round.</summary>
    public static async Task<IReadOnlyList<ResultRow>> RunAsync(MeasuringPlan plan)
    {
        if (!plan.Wants(Time) && !plan.Wants(Memory)) return [];
        await using ServedProcess server = await ServedProcess.StartAsync(ServerKind.ObjectServer, Pinning.None);
        await using ObjectClient client = await ObjectClient.ConnectAsync(server.AddressBy(Transport.Unix));
        long start = Stopwatch.GetTimestamp();
        Worker[] workers = await Worker.StartAsync(Workers, server.AddressBy(Transport.Unix));
        try
        {
            await plan.Progress.WriteLineAsync($"{Time}: {Workers} workers are up after {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s");

            // Workers that have run before, as Python's have: on a table that is none.
            await using SharedArray<double> small = await client.CreateArrayAsync<double>([Workers, Columns], "small");
            await small.FillAsync(0.5);
            await Task.WhenAll(workers.Select(static worker => worker.AskAsync($"open small")));
            for (int i = 0; i < WarmRounds; i++) await SlicesAsync(workers);
            await Task.WhenAll(workers.Select(static worker => worker.AskAsync($"pass")));
            await Task.WhenAll(workers.Select(static worker => worker.AskAsync($"close")));
            SharedArray<double> table = await client.CreateArrayAsync<double>([Rows, Columns], "table");
            await table.FillAsync(0.5);
            await table.DisposeAsync();
            await Task.WhenAll(workers.Select(static worker => worker.AskAsync($"open table")));
            var ours = new List<double>();
            var theirs = new List<double>();
            for (int round = 0; round < plan.Rounds; round++)
            {
                IReadOnlyList<string> options = plan.IncludesSlow ? [] : ["--skip-passed"];
                var python = await PythonExperiment.RunAsync("x1_slices.py", [.. options]);
                foreach (string passed in (string[])["x1 python partial", "x1 python starmap"])
                    if (python.TryGetValue(passed, out var slow)) await plan.Progress.WriteLineAsync($"{passed}: {slow.GetProperty("seconds").GetDouble():F1} s");
                theirs.Add(1000 * python["x1 python global, workers up"].GetProperty("seconds").GetDouble());
                ours.Add(await SlicesAsync(workers));
                await plan.Progress.WriteLineAsync($"{Time}, round {round + 1}: ours {ours[^1]:F2} ms, Python's global {theirs[^1]:F2} ms");
            }

            // Every page of the table is touched by every worker, which the slices alone do not do. What the same processes take without the
            // table is measured after that: their code is compiled by then.
            await Task.WhenAll(workers.Select(static worker => worker.AskAsync($"pass")));
            double used = await PssAsync(workers, server);
            await Task.WhenAll(workers.Select(static worker => worker.AskAsync($"close")));
            await client.DeleteAsync("table");
            used -= await PssAsync(workers, server);
            return
            [
                ResultRow.Of(Time, "unix", ours, theirs, "Python's pool over a global", "ms", Bar.AtMost(1)),
                ResultRow.Of(Memory, "unix", [used / (Rows * Columns * sizeof(double))], "tables", Bar.AtMost(1.05)),
            ];
        }
        finally
        {
            foreach (Worker worker in workers) await worker.DisposeAsync();
        }
    }

    private static async Task<double> SlicesAsync(Worker[] workers)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < workers.Length; i++) await workers[i].TellAsync($"rows {i + 1}");
        for (int i = 0; i < workers.Length; i++)
        {
            double sum = await workers[i].AnswerAsync();
            if (Math.Abs(sum - ((i + 1) * Columns * 0.5)) > 1e-9) throw new InvalidOperationException($"A worker summed {i + 1} rows to {sum}.");
        }

        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static async Task<double> PssAsync(Worker[] workers, ServedProcess server) =>
        (await Task.WhenAll(workers.Select(static worker => worker.AskAsync($"pss")))).Sum() + ProcessMemory.PssOf(server.Id);
}
