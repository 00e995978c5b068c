using System.Numerics;

namespace MonteCarlo.Exact;

/// <summary>
/// How many configurations of a small periodic lattice have a given energy, found by visiting all of them. Thermal averages at any
/// temperature follow by summation: ⟨f⟩ = Σ g(E) f exp(−E/T) / Σ g(E) exp(−E/T).
/// </summary>
internal sealed class DensityOfStates
{
    /// <summary>Largest lattice that is counted: 4 × 4, 65,536 configurations.</summary>
    public const int MaxSize = 4;

    private readonly int _sites;
    private readonly SortedDictionary<int, Level> _levels;

    private DensityOfStates(int sites, SortedDictionary<int, Level> levels)
    {
        _sites = sites;
        _levels = levels;
    }

    /// <summary>Number of configurations by energy of the whole lattice, in the order of energy.</summary>
    public IReadOnlyDictionary<int, long> Configurations => _levels.ToDictionary(level => level.Key, level => level.Value.Count);

    /// <summary>
    /// Counts a lattice. Successive Gray codes differ in one bit (F. Gray, US patent 2,632,058), so each configuration is one spin
    /// flip away from the last and its energy costs four additions.
    /// </summary>
    /// <param name="size">Sites per side, 2 to <see cref="MaxSize"/>.</param>
    public static DensityOfStates Count(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, MaxSize);
        int sites = size * size;
        int[] spins = [.. Enumerable.Repeat(1, sites)];
        int energy = -2 * sites;
        int magnetization = sites;
        var levels = new SortedDictionary<int, Level> { [energy] = new Level(1, sites) };
        for (uint step = 1; step < 1u << sites; step++)
        {
            int site = BitOperations.TrailingZeroCount(step);
            int x = site % size, row = site - x;
            int field = spins[row + (x + 1) % size] + spins[row + (x + size - 1) % size]
                + spins[(row + size) % sites + x] + spins[(row + sites - size) % sites + x];
            energy += 2 * spins[site] * field;
            magnetization -= 2 * spins[site];
            spins[site] = -spins[site];
            Level level = levels.GetValueOrDefault(energy);
            levels[energy] = new Level(level.Count + 1, level.AbsMagnetization + Math.Abs(magnetization));
        }

        return new DensityOfStates(sites, levels);
    }

    /// <summary>Thermal averages at a temperature; positive. Energies are counted from the lowest, so that no exponential overflows.</summary>
    public ExactValues At(double temperature)
    {
        int ground = _levels.First().Key;
        double weights = 0, energies = 0, squares = 0, magnetizations = 0;
        foreach ((int energy, Level level) in _levels)
        {
            double above = energy - ground;
            double boltzmann = Math.Exp(-above / temperature);
            weights += level.Count * boltzmann;
            energies += level.Count * boltzmann * above;
            squares += level.Count * boltzmann * above * above;
            magnetizations += level.AbsMagnetization * boltzmann;
        }

        double mean = energies / weights;
        double variance = squares / weights - mean * mean;
        return new ExactValues(
            (ground + mean) / _sites, variance / (_sites * temperature * temperature), magnetizations / weights / _sites);
    }

    /// <summary>The configurations of one energy: how many, and the sum of |M| over them.</summary>
    private readonly record struct Level(long Count, long AbsMagnetization);
}
