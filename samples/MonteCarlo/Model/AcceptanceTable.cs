namespace MonteCarlo.Model;

/// <summary>
/// The Metropolis rule for one temperature: a move that changes the energy by ΔE is accepted with probability min(1, exp(−ΔE/T))
/// (N. Metropolis et al., J. Chem. Phys. 21 (1953) 1087). On the square lattice a spin flip has only five possible ΔE = −8, −4, 0, 4, 8,
/// so the exponential is taken five times per temperature and never in the loop.
/// </summary>
internal static class AcceptanceTable
{
    /// <summary>How many energy changes there are.</summary>
    public const int Length = 5;

    private const double TwoTo64 = 18446744073709551616.0;

    /// <summary>Energy change of entry <paramref name="index"/>.</summary>
    public static int EnergyChange(int index) => 4 * index - 8;

    /// <summary>Fills in the thresholds: a 64-bit random number not above the entry accepts the move.</summary>
    /// <param name="thresholds">Five entries, in the order of <see cref="EnergyChange"/>.</param>
    /// <param name="temperature">The temperature; positive.</param>
    public static void Fill(Span<ulong> thresholds, double temperature)
    {
        for (int i = 0; i < Length; i++)
        {
            int change = EnergyChange(i);
            thresholds[i] = change <= 0 ? ulong.MaxValue : (ulong)(Math.Exp(-change / temperature) * TwoTo64);
        }
    }
}
