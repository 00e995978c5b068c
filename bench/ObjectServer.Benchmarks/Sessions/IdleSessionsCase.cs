using System.Diagnostics;
using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Processes;

namespace ObjectServer.Benchmarks.Sessions;

/// <summary>What sessions cost the server whose clients do nothing: memory, and the time that signs of life take.</summary>
/// <param name="id">The case.</param>
/// <param name="transport">What the sessions go by.</param>
/// <param name="bar">Of the memory of each, in KiB.</param>
internal sealed class IdleSessionsCase(string id, Transport transport, Bar bar)
{
    private const int Sessions = 5000;
    private const int Processes = 10;

    // Connecting so many takes longer than to measure them, and what they take hardly differs from one time to the next.
    private const int MostRounds = 2;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    // At each third one, a session says something on all of its lanes.
    private static readonly int BeatsMeasured = 3;

    // All of them come from one address.
    private static readonly string[] Flags =
        ["--max-sessions-per-address", ArgumentText.Of(Sessions * 2), "--log-level", "warning", "--heartbeat-seconds", ArgumentText.Seconds(Heartbeat)];

    /// <summary>Measures, round by round.</summary>
    public async Task<IReadOnlyList<ResultRow>> RunAsync(MeasuringPlan plan)
    {
        if (!plan.Wants(id) && !plan.Wants($"{id}-heap") && !plan.Wants($"{id}-cpu")) return [];
        var heap = new List<double>();
        var memory = new List<double>();
        var load = new List<double>();
        for (int round = 1; round <= Math.Min(plan.Rounds, MostRounds); round++)
        {
            (ServerMemory each, double percent) = await MeasureAsync(plan);
            heap.Add(each.Heap / ByteUnits.Kibibyte);
            memory.Add(each.Private / ByteUnits.Kibibyte);
            load.Add(percent);
            await plan.Progress.WriteLineAsync(
                $"{id}, round {round}: {FigureText.Of(memory[^1])} KiB each, {FigureText.Of(heap[^1])} of them on the heap; {FigureText.Of(percent)} % of a core");
        }

        return
        [
            ResultRow.Of(id, transport.Link(), memory, "KiB/session", bar),
            ResultRow.Of($"{id}-heap", transport.Link(), heap, "KiB/session"),
            ResultRow.Of($"{id}-cpu", transport.Link(), load, "% of a core", Bar.AtMost(5)),
        ];
    }

    private async Task<(ServerMemory Each, double Percent)> MeasureAsync(MeasuringPlan plan)
    {
        await using ServedProcess served = await ServedProcess.StartAsync(ServerKind.ObjectServer, plan.Pinning, Flags);
        await using ServerGauge gauge = await ServerGauge.ConnectAsync(served);
        await using ClientGroup clients = ClientGroup.Start(Processes, served.AddressBy(transport), plan.Pinning);

        // What the first clients bring with them is the server's own: code, threads, tables.
        await clients.ResizeAsync(Processes);
        ServerMemory before = gauge.Read();
        long start = Stopwatch.GetTimestamp();
        await clients.ResizeAsync(Processes + Sessions);
        await plan.Progress.WriteLineAsync(
            $"{id}: {Sessions} sessions connected in {FigureText.Of(Stopwatch.GetElapsedTime(start).TotalSeconds)} s");

        // The first beat says more than all that follow: how much has arrived so far.
        await Task.Delay(Heartbeat * 1.5);
        ServerMemory all = gauge.Read();
        return ((all - before) / Sessions, await LoadAsync(gauge));
    }

    private static async Task<double> LoadAsync(ServerGauge gauge)
    {
        TimeSpan had = gauge.ProcessorTime;
        long start = Stopwatch.GetTimestamp();
        await Task.Delay(Heartbeat * BeatsMeasured);
        return 100 * (gauge.ProcessorTime - had) / Stopwatch.GetElapsedTime(start);
    }
}
