namespace MonteCarlo.Model;

/// <summary>What a replica measured during one segment: sums over its sweeps, from which any number of segments can be put together.</summary>
/// <param name="Sweeps">How many sweeps were measured; 0 for a segment that only ran.</param>
/// <param name="FinalEnergy">Energy E of the whole lattice after the last sweep, on which the exchange decides.</param>
/// <param name="Energy">Sum of E over the sweeps.</param>
/// <param name="EnergySquared">Sum of E² over the sweeps.</param>
/// <param name="AbsMagnetization">Sum of |M| over the sweeps, M being the sum of all spins.</param>
public sealed record SegmentSums(int Sweeps, double FinalEnergy, double Energy, double EnergySquared, double AbsMagnetization);
