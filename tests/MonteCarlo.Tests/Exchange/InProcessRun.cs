using MonteCarlo.Callers;
using MonteCarlo.Exchange;
using MonteCarlo.Model;
using MonteCarlo.Running;

namespace MonteCarlo.Tests.Exchange;

/// <summary>Runs of replica exchange on objects of this process.</summary>
internal static class InProcessRun
{
    public static Task<RunResult> RunAsync(RunSettings settings, ExchangeRule? rule = null) => RunAsync(
        settings, rule, replicas => new CallerGroup([.. Enumerable.Repeat(new InProcessCaller(replicas), settings.Callers)]));

    public static async Task<RunResult> RunAsync(RunSettings settings, ExchangeRule? rule, Func<IReadOnlyList<IReplica>, CallerGroup> callersOf)
    {
        var seeds = Seeds.From(settings.Seed, settings.Temperatures.Count);
        var place = new DirectPlace(settings, seeds);
        var ladder = new TemperatureLadder(settings.Temperatures, rule ?? ExchangeRules.DetailedBalance, seeds.Ladder);
        ExchangeResult exchange = await new ReplicaExchange(place.Replicas, callersOf(place.Replicas), ladder, place.Exchanger)
            .RunAsync(ExchangePlan.For(settings.Sweeps, settings.ExchangeEvery), CancellationToken.None);
        return RunResult.Of(settings, place.Name, exchange, wireBytes: 0, stateBytes: place.Replicas.Sum(replica => replica.StateBytes));
    }

    /// <summary>All numbers of a run that must not depend on who called what when.</summary>
    public static string Fingerprint(RunResult result) => string.Join(
        "\n",
        result.Temperatures.Select(row => $"{row.Temperature:R} {row.Measured}")
            .Append(string.Join(" ", result.Exchange.Acceptance))
            .Append($"{result.Exchange.Paths.RoundTrips}")
            .Concat(result.Exchange.Paths.Levels.Select(path => string.Join(",", path))));
}
