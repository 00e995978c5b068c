using System.Diagnostics;
using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Rivals.Python;
using SharedData;

namespace ObjectServer.Benchmarks.Experiments;

/// <summary>
/// X4: a nap for each of 100,000 numbers, by one process and by a pool of three workers that share the array; beside Python's pool, which copies
/// each part to a worker. Ours with the workers up; how long they take to start is said on the way. Python's times include its workers' start.
/// </summary>
internal static class NapCase
{
    private const string Id = "x4";
    private const int Workers = 3;
    private const int Length = 100_000;

    // One after the other is as slow as one process, and is to be seen beside it only.
    private static readonly (string Way, string Theirs, bool IsShared)[] Cases =
        [("map", "map", true), ("apply", "apply", false), ("apply-async", "apply_async", true), ("ordered", "manager_dict", true)];

    /// <summary>Measures in turn, round by round.</summary>
    public static async Task<IReadOnlyList<ResultRow>> RunAsync(MeasuringPlan plan)
    {
        (string Way, string Theirs, bool IsShared)[] wanted = [.. Cases.Where(one => plan.Wants($"{Id}-{one.Way}"))];
        if (wanted.Length == 0) return [];
        long start = Stopwatch.GetTimestamp();
        await using NapPool pool = await NapPool.StartAsync(Length, Workers);
        await plan.Progress.WriteLineAsync($"{Id}: {Workers} workers are up after {Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s");
        await pool.Ways["map"]();
        var ours = wanted.ToDictionary(static one => one.Way, static _ => new List<double>());
        var theirs = wanted.ToDictionary(static one => one.Way, static _ => new List<double>());
        var single = new List<double>();
        for (int round = 0; round < plan.Rounds; round++)
        {
            var python = await PythonExperiment.RunAsync("x4_pool.py", "--workers", $"{Workers}");
            start = Stopwatch.GetTimestamp();
            long sum = await pool.SingleAsync();
            single.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            await plan.Progress.WriteLineAsync($"{Id}, round {round + 1}: one process {single[^1]:F2} s, Python's {python["x4 python single"].GetProperty("seconds").GetDouble():F2} s");
            foreach ((string way, string named, _) in wanted)
            {
                start = Stopwatch.GetTimestamp();
                long[] sums = await pool.Ways[way]();
                ours[way].Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
                if (sums.Sum() != sum) throw new InvalidOperationException($"The sums are {string.Join(", ", sums)}, and together not {sum}.");
                theirs[way].Add(python[$"x4 python {named}"].GetProperty("seconds").GetDouble());
                await plan.Progress.WriteLineAsync($"{Id} {way}, round {round + 1}: ours {ours[way][^1]:F2} s, Python's {theirs[way][^1]:F2} s");
            }
        }

        return [.. wanted.SelectMany(one => RowsOf(one.Way, one.IsShared, ours[one.Way], theirs[one.Way], single))];
    }

    private static IEnumerable<ResultRow> RowsOf(string way, bool isShared, List<double> ours, List<double> theirs, List<double> single)
    {
        double[] best = [.. single.Select(seconds => isShared ? seconds / Workers : seconds)];
        yield return ResultRow.Of($"{Id}-{way}", "unix", ours, best, isShared ? $"one process / {Workers}" : "one process", "s", isShared ? Bar.AtMost(1.1) : null);
        yield return ResultRow.Of($"{Id}-{way}-python", "unix", ours, theirs, "Python's pool", "s");
    }
}
