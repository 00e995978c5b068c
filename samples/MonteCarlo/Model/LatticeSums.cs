namespace MonteCarlo.Model;

/// <summary>Sums over sweeps of what a lattice measures. Doubles: exact up to 2⁵³, and E² of a large lattice may pass any integer.</summary>
internal struct LatticeSums
{
    /// <summary>Sum of E.</summary>
    public double Energy;

    /// <summary>Sum of E².</summary>
    public double EnergySquared;

    /// <summary>Sum of |M|.</summary>
    public double AbsMagnetization;

    /// <summary>Adds the measurement after one sweep.</summary>
    public void Add(long energy, long magnetization)
    {
        double value = energy;
        Energy += value;
        EnergySquared += value * value;
        AbsMagnetization += Math.Abs(magnetization);
    }
}
