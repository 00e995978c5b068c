namespace MonteCarlo.Exact;

/// <summary>
/// What is known exactly of the lattice that is simulated: up to 4 × 4 by counting all its configurations, above that energy and
/// heat capacity from <see cref="FiniteLattice"/>. The infinite lattice (<see cref="Onsager"/>) is another system and no reference.
/// </summary>
/// <param name="size">Sites per side.</param>
internal sealed class ExactReference(int size)
{
    private readonly DensityOfStates? _states = size <= DensityOfStates.MaxSize ? DensityOfStates.Count(size) : null;

    /// <summary>How the values were found, for a caption.</summary>
    public string Source => _states is not null
        ? $"density of states of the {size} × {size} lattice, all {Math.Pow(2, size * size):N0} configurations counted"
        : $"Kaufman's solution of the {size} × {size} torus";

    /// <summary>The exact averages; null when numbers of double precision cannot hold the way to them (temperatures below about 0.003).</summary>
    public ExactValues? At(double temperature)
    {
        ExactValues values = _states?.At(temperature) ?? FiniteLattice.At(size, temperature);
        return double.IsFinite(values.Energy) && double.IsFinite(values.HeatCapacity) ? values : null;
    }
}
