namespace MonteCarlo.Statistics;

/// <summary>Measured averages at one temperature, per site.</summary>
/// <param name="Energy">⟨E⟩/N.</param>
/// <param name="HeatCapacity">C/N = (⟨E²⟩ − ⟨E⟩²)/(N T²).</param>
/// <param name="AbsMagnetization">⟨|M|⟩/N.</param>
/// <param name="Converged">False when the run is too short for the errors to be trusted.</param>
internal sealed record ThermalAverages(Estimate Energy, Estimate HeatCapacity, Estimate AbsMagnetization, bool Converged);
