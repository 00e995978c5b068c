namespace MonteCarlo.Exact;

/// <summary>Exact thermal averages at one temperature, per site.</summary>
/// <param name="Energy">⟨E⟩/N.</param>
/// <param name="HeatCapacity">C/N = (⟨E²⟩ − ⟨E⟩²)/(N T²).</param>
/// <param name="AbsMagnetization">⟨|M|⟩/N; null where no exact value is known.</param>
internal sealed record ExactValues(double Energy, double HeatCapacity, double? AbsMagnetization);
