namespace MonteCarlo.Exchange;

/// <summary>The rules by which replicas exchange.</summary>
internal static class ExchangeRules
{
    /// <summary>
    /// min(1, exp[(β_i − β_j)(E_i − E_j)]), the one that keeps the joint distribution of all replicas:
    /// K. Hukushima, K. Nemoto, J. Phys. Soc. Jpn. 65 (1996) 1604.
    /// </summary>
    public static double DetailedBalance(double lower, double upper, double lowerEnergy, double upperEnergy) =>
        Math.Min(1, Math.Exp((1 / lower - 1 / upper) * (lowerEnergy - upperEnergy)));
}
