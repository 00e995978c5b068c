using System.Diagnostics;
using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Processes;
using ObjectServer.Client;

namespace ObjectServer.Benchmarks.Sessions;

/// <summary>How long the server's program takes from its start until it listens, and what memory it has when nobody has connected yet.</summary>
internal static class ServerStartCase
{
    private const string Id = "server-start";
    private const string MemoryId = $"{Id}-memory";
    private const int StartsPerRound = 3;

    /// <summary>Measures, round by round; of each round the median.</summary>
    public static async Task<IReadOnlyList<ResultRow>> RunAsync(MeasuringPlan plan)
    {
        if (!plan.Wants(Id) && !plan.Wants(MemoryId)) return [];
        var taken = new List<double>();
        var memory = new List<double>();
        for (int round = 1; round <= plan.Rounds; round++)
        {
            var times = new List<double>();
            for (int i = 0; i < StartsPerRound; i++)
            {
                long start = Stopwatch.GetTimestamp();
                await using ServedProcess served = await ServedProcess.StartAsync(ServerKind.ObjectServer, plan.Pinning);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                if (i == 0) memory.Add((MemoryReport.OfProcesses(served.Id).Processes[0].PrivateBytes ?? 0) / ByteUnits.Mebibyte);
            }

            taken.Add(Samples.Median(times));
            await plan.Progress.WriteLineAsync($"{Id}, round {round}: {FigureText.Of(taken[^1])} ms, {FigureText.Of(memory[^1])} MiB");
        }

        return [ResultRow.Of(Id, "unix", taken, "ms", Bar.AtMost(400)), ResultRow.Of(MemoryId, "unix", memory, "MiB private")];
    }
}
