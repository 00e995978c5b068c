using System.Diagnostics;
using MonteCarlo.Callers;
using MonteCarlo.Model;
using MonteCarlo.Statistics;

namespace MonteCarlo.Exchange;

/// <summary>
/// Replica exchange, also called parallel tempering: every replica runs at its own temperature, and from time to time neighbours
/// in temperature exchange, so that a cold replica comes by warm temperatures and forgets where it was stuck. R. H. Swendsen,
/// J.-S. Wang, Phys. Rev. Lett. 57 (1986) 2607. Temperatures move, configurations stay where they are.
/// </summary>
/// <param name="replicas">The replicas, one per temperature: proxies, or objects of this process. Nothing here can tell.</param>
/// <param name="callers">Who makes the replicas run; must reach the same replicas under the same numbers.</param>
/// <param name="ladder">Who is at which temperature; the replicas must have the temperatures of their levels.</param>
/// <param name="exchanger">Sets the temperatures of those that have exchanged.</param>
internal sealed class ReplicaExchange(IReadOnlyList<IReplica> replicas, CallerGroup callers, TemperatureLadder ladder, IExchanger exchanger)
{
    /// <summary>Runs a plan. The same seeds give the same result with any callers.</summary>
    /// <param name="plan">How long.</param>
    /// <param name="cancel">Stops the replicas between two sweeps.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled before the end.</exception>
    public async Task<ExchangeResult> RunAsync(ExchangePlan plan, CancellationToken cancel)
    {
        int count = replicas.Count;
        var series = new TemperatureSeries[count];
        for (int level = 0; level < count; level++)
            series[level] = new TemperatureSeries();

        var paths = new ReplicaPaths(count);
        var segments = new SegmentSums[count];
        double[] energies = new double[count];
        var moved = new List<int>(count);
        long calls = 0;
        long start = Stopwatch.GetTimestamp();
        for (int round = 0; round < plan.Rounds; round++)
        {
            bool measure = round >= plan.WarmUpRounds;
            await callers.RunRoundAsync(segments, plan.SweepsPerRound, measure, cancel);
            calls += measure ? count : 2 * count;
            for (int replica = 0; replica < count; replica++)
                energies[replica] = segments[replica].FinalEnergy;

            paths.Add(ladder.ReplicaAt);
            for (int level = 0; measure && level < count; level++)
                series[level].Add(segments[ladder.ReplicaAt[level]]);

            ladder.Exchange(round, energies, moved);
            if (moved.Count > 0)
                await exchanger.MoveAsync([.. moved.Select(level => (replicas[ladder.ReplicaAt[level]], ladder.Temperatures[level]))], cancel);

            calls += moved.Count;
        }

        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        return new ExchangeResult(series, ladder.Acceptance, paths, (long)plan.Rounds * plan.SweepsPerRound * count, calls, elapsed);
    }
}
