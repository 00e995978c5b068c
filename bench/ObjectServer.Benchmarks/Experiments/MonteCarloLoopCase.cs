using System.Diagnostics;
using MonteCarlo.Model;
using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Client;

namespace ObjectServer.Benchmarks.Experiments;

/// <summary>
/// The sample's inner loop, run through proxies on replicas in a server process, beside the same calls on replicas in this process: twice
/// as many replicas as cores, as in the sample, each run by a caller of its own, in segments of 1,000 sweeps of a 32 × 32 lattice.
/// </summary>
internal static class MonteCarloLoopCase
{
    private const string Id = "monte-carlo-loop";
    private const int Size = 32;
    private const int SegmentSweeps = 1000;
    private const double Temperature = 2.269;

    /// <summary>Measures in turn, round by round.</summary>
    public static async Task<IReadOnlyList<ResultRow>> RunAsync(MeasuringPlan plan)
    {
        if (!plan.Wants(Id)) return [];
        await using LocalServer server = await LocalServer.StartAsync(new LocalServerOptions { Assemblies = [typeof(IsingReplica).Assembly.Location] });
        await using ObjectClient client = await server.ConnectAsync();
        int count = Environment.ProcessorCount * 2;
        IReplica[] direct = [.. Enumerable.Range(0, count).Select(i => new IsingReplica(Size, Temperature, (ulong)i))];
        IReplica[] remote = await Task.WhenAll(Enumerable.Range(0, count).Select(i => client.CreateAsync<IReplica>([Size, Temperature, (ulong)i])));
        await SweepsPerSecondAsync(direct, plan.Warmup);
        await SweepsPerSecondAsync(remote, plan.Warmup);
        var ours = new List<double>();
        var theirs = new List<double>();
        for (int round = 0; round < plan.Rounds; round++)
        {
            theirs.Add(await SweepsPerSecondAsync(direct, plan.Duration));
            ours.Add(await SweepsPerSecondAsync(remote, plan.Duration));
        }

        return [ResultRow.Of(Id, server.Address.Split(':')[0], ours, theirs, "the same loop in one process", "sweeps/s", Bar.AtLeast(0.9))];
    }

    private static async Task<double> SweepsPerSecondAsync(IReplica[] replicas, TimeSpan duration)
    {
        long sweeps = 0;
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(replicas.Select(replica => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(start) < duration)
            {
                await replica.RunAsync(SegmentSweeps);
                Interlocked.Add(ref sweeps, SegmentSweeps);
            }
        })));
        return sweeps / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
