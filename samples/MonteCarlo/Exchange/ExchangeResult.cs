using MonteCarlo.Statistics;

namespace MonteCarlo.Exchange;

/// <summary>What a run of replica exchange gave.</summary>
/// <param name="Series">The measurements at each temperature, coldest first.</param>
/// <param name="Acceptance">Part of the exchanges accepted, per pair of neighbouring temperatures; NaN where none was tried.</param>
/// <param name="Paths">Where the replicas have been.</param>
/// <param name="Sweeps">Sweeps of all replicas together, warm-up included.</param>
/// <param name="Calls">Calls on replicas: segments, energies, temperatures.</param>
/// <param name="Elapsed">Duration, from the first sweep to the last.</param>
internal sealed record ExchangeResult(
    IReadOnlyList<TemperatureSeries> Series,
    IReadOnlyList<double> Acceptance,
    ReplicaPaths Paths,
    long Sweeps,
    long Calls,
    TimeSpan Elapsed)
{
    /// <summary>Sweeps per second, all replicas together.</summary>
    public double SweepsPerSecond => Sweeps / Elapsed.TotalSeconds;
}
