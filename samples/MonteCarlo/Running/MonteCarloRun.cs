using MonteCarlo.Exchange;

namespace MonteCarlo.Running;

/// <summary>One run from settings to result.</summary>
internal static class MonteCarloRun
{
    /// <summary>Runs at a place.</summary>
    /// <param name="settings">What to run.</param>
    /// <param name="seeds">The seeds the place was opened with.</param>
    /// <param name="place">Where the replicas are.</param>
    /// <param name="cancel">Stops the run between two sweeps.</param>
    public static async Task<RunResult> RunAsync(RunSettings settings, Seeds seeds, IReplicaPlace place, CancellationToken cancel)
    {
        var ladder = new TemperatureLadder(settings.Temperatures, ExchangeRules.DetailedBalance, seeds.Ladder);
        ExchangeResult exchange = await new ReplicaExchange(place.Replicas, place.Callers, ladder, place.Exchanger)
            .RunAsync(ExchangePlan.For(settings.Sweeps, settings.ExchangeEvery), cancel);
        long stateBytes = place.Replicas.Sum(replica => replica.StateBytes);
        long wireBytes = await place.EndCallersAsync();
        return RunResult.Of(settings, place.Name, exchange, wireBytes, stateBytes);
    }
}
