namespace MonteCarlo.Exact;

/// <summary>The square lattice of infinite size: L. Onsager, "Crystal statistics I", Phys. Rev. 65 (1944) 117.</summary>
internal static class Onsager
{
    /// <summary>Temperature of the phase transition, 2 / ln(1 + √2).</summary>
    public static double CriticalTemperature { get; } = 2 / Math.Log(1 + Math.Sqrt(2));

    /// <summary>
    /// Energy per site: u = −coth 2K · [1 + (2/π)(2 tanh² 2K − 1) K₁(k)], with K = 1/T and the modulus k = 2 sinh 2K / cosh² 2K of
    /// the complete elliptic integral K₁, whose complement √(1 − k²) is |2 tanh² 2K − 1|.
    /// </summary>
    /// <param name="temperature">Positive.</param>
    public static double Energy(double temperature)
    {
        double tanh = Math.Tanh(2 / temperature);
        double signed = 2 * tanh * tanh - 1;
        double bracket = signed == 0 ? 1 : 1 + 2 / Math.PI * signed * EllipticIntegral(Math.Abs(signed));
        return -bracket / tanh;
    }

    /// <summary>
    /// The complete elliptic integral of the first kind by its complementary modulus k′: π / (2 agm(1, k′)). C. F. Gauss;
    /// NIST Handbook of Mathematical Functions, equation 19.8.5.
    /// </summary>
    private static double EllipticIntegral(double complement)
    {
        double arithmetic = 1;
        double geometric = complement;
        while (arithmetic - geometric > 1e-15 * arithmetic)
            (arithmetic, geometric) = ((arithmetic + geometric) / 2, Math.Sqrt(arithmetic * geometric));

        return Math.PI / (arithmetic + geometric);
    }
}
