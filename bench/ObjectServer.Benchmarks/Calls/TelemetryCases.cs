using ObjectServer.Benchmarks.Loads;
using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Processes;

namespace ObjectServer.Benchmarks.Calls;

/// <summary>
/// What counting calls, and exporting what was counted, costs the calls: the server as it is, and one that is told otherwise, both up at the same
/// time and called in turn.
/// </summary>
internal static class TelemetryCases
{
    // It takes more to tell a hundredth from chance: a process may have been compiled to faster code than its twin, and a slice may be disturbed. So where
    // there is a bar, so many times as many pairs of processes are measured, each for so many times as long.
    private const int Times = 2;

    private static readonly string[] NotCounting = ["--member-statistics", "false", "--watchdog-seconds", "0"];

    // To a collector that is not there: what is asked is what the calls pay.
    private static readonly string[] Exporting = ["--otlp", "http://127.0.0.1:9"];

    private static readonly (string Name, string[] Flags, bool IsBarred)[] Others =
    [
        ("ours, nothing counted", NotCounting, true),
        ("ours, metrics exported", [.. Exporting, "--otlp-send", "metrics"], false),
        ("ours, traces and metrics exported", Exporting, false),
    ];

    private static readonly (string Id, LoadKind Load, int Callers, Metric Metric, Bar Bar)[] Cases =
    [
        ("telemetry-cost-1", LoadKind.Blocking, 1, Metric.Median, Bar.AtMost(1.03)),
        ("telemetry-cost-64", LoadKind.Async, 64, Metric.Rate, Bar.AtLeast(0.97)),
    ];

    /// <summary>Measures them, pair by pair.</summary>
    public static async Task<IReadOnlyList<ResultRow>> RunAsync(MeasuringPlan plan)
    {
        var rows = new List<ResultRow>();
        foreach ((string id, LoadKind load, int callers, Metric metric, Bar bar) in Cases.Where(one => plan.Wants(one.Id)))
        {
            foreach ((string name, string[] flags, bool isBarred) in Others)
            {
                var ours = new List<double>();
                var theirs = new List<double>();
                MeasuringPlan pairs = isBarred ? plan with { Rounds = Times * plan.Rounds, Duration = Times * plan.Duration } : plan;
                for (int round = 1; round <= pairs.Rounds; round++)
                {
                    (IReadOnlyList<Figures> mine, IReadOnlyList<Figures> other) = await MeasureAsync(pairs, flags, load, callers);
                    ours.AddRange(mine.Select(metric.Of));
                    theirs.AddRange(other.Select(metric.Of));
                    await plan.Progress.WriteLineAsync(
                        $"{id}, round {round}/{pairs.Rounds}: ours {TurnTaking.MedianOf(mine)}, {name} {TurnTaking.MedianOf(other)}");
                }

                rows.Add(ResultRow.Of(id, plan.SocketScheme, ours, theirs, name, metric.Unit, isBarred ? bar : null));
            }
        }

        return rows;
    }

    private static async Task<(IReadOnlyList<Figures> Ours, IReadOnlyList<Figures> Other)> MeasureAsync(MeasuringPlan plan, string[] flags, LoadKind load, int callers)
    {
        await using ServedProcess ours = await ServedProcess.StartAsync(ServerKind.ObjectServer, plan.Pinning);
        await using ServedProcess other = await ServedProcess.StartAsync(ServerKind.ObjectServer, plan.Pinning, flags);
        await using ChildProcess ourClient = Start(ours, plan, load, callers);
        await using ChildProcess otherClient = Start(other, plan, load, callers);
        return await TurnTaking.MeasureAsync(ourClient, otherClient, plan);
    }

    private static ChildProcess Start(ServedProcess served, MeasuringPlan plan, LoadKind load, int callers) =>
        ChildProcess.Start(Pinning.Apply(plan.Pinning.Client, OwnProgram.Command(
            "client", $"{TargetKind.Proxy}",
            "--address", served.AddressBy(Transport.Unix, plan.SocketScheme),
            "--load", $"{load}",
            "--callers", ArgumentText.Of(callers),
            "--turns")));
}
