using MonteCarlo.Exact;
using MonteCarlo.Exchange;

namespace MonteCarlo.Running;

/// <summary>All that the outputs show of a run.</summary>
/// <param name="Settings">What was run.</param>
/// <param name="Place">Where the replicas lived, for a caption.</param>
/// <param name="Temperatures">The averages per temperature, coldest first.</param>
/// <param name="Exchange">What the run gave.</param>
/// <param name="WireBytes">Bytes that all callers and this process sent to the server and received from it, protocol included.</param>
/// <param name="StateBytes">Bytes of state that all replicas keep.</param>
internal sealed record RunResult(
    RunSettings Settings,
    string Place,
    IReadOnlyList<TemperatureResult> Temperatures,
    ExchangeResult Exchange,
    long WireBytes,
    long StateBytes)
{
    /// <summary>Puts averages and exact values together.</summary>
    public static RunResult Of(RunSettings settings, string place, ExchangeResult exchange, long wireBytes, long stateBytes)
    {
        var reference = new ExactReference(settings.Size);
        int sites = settings.Size * settings.Size;
        TemperatureResult[] temperatures =
        [
            .. settings.Temperatures.Zip(exchange.Series, (temperature, series) =>
                new TemperatureResult(temperature, series.Average(temperature, sites), reference.At(temperature))),
        ];
        return new RunResult(settings, place, temperatures, exchange, wireBytes, stateBytes);
    }

    /// <summary>The largest |z| of the energies; null when no temperature has one.</summary>
    public double? LargestZ => Temperatures.Max(temperature => temperature.Z is double z ? Math.Abs(z) : (double?)null);
}
