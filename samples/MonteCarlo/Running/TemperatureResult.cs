using MonteCarlo.Exact;
using MonteCarlo.Statistics;

namespace MonteCarlo.Running;

/// <summary>Measured and exact averages at one temperature.</summary>
/// <param name="Temperature">The temperature.</param>
/// <param name="Measured">What was measured.</param>
/// <param name="Exact">What is right; null where it is not known.</param>
internal sealed record TemperatureResult(double Temperature, ThermalAverages Measured, ExactValues? Exact)
{
    /// <summary>
    /// Deviation of the measured energy from the exact one, in units of its error; null where the exact value or the error is not
    /// known, or where the energy never changed.
    /// </summary>
    public double? Z => Exact is not null && Measured.Energy.Error > 0 ? (Measured.Energy.Value - Exact.Energy) / Measured.Energy.Error : null;
}
