namespace MonteCarlo.Exact;

/// <summary>
/// The square lattice of any size with periodic boundaries, exactly: B. Kaufman, "Crystal statistics II", Phys. Rev. 76 (1949) 1232,
/// in the form of A. E. Ferdinand and M. E. Fisher, Phys. Rev. 185 (1969) 832. For L × L sites and K = 1/T
/// <code>
/// Z = ½ (2 sinh 2K)^(L²/2) · [ Π 2cosh(Lγ₂ᵣ₊₁/2) + Π 2sinh(Lγ₂ᵣ₊₁/2) + Π 2cosh(Lγ₂ᵣ/2) + Π 2sinh(Lγ₂ᵣ/2) ],  r = 0 … L−1
/// cosh γₗ = cosh² 2K / sinh 2K − cos(πl/L),   γ₀ = 2K + ln tanh K
/// </code>
/// Energy and heat capacity are −∂ ln Z/∂K and K² ∂² ln Z/∂K².
/// </summary>
internal static class FiniteLattice
{
    /// <summary>Exact energy and heat capacity per site; not finite where the numbers overflow (temperatures below about 0.003).</summary>
    /// <param name="size">Sites per side, at least 2.</param>
    /// <param name="temperature">Positive.</param>
    public static ExactValues At(int size, double temperature)
    {
        var coupling = Jet.Variable(1 / temperature);
        int sites = size * size;
        Jet sinh = Jet.Sinh(2 * coupling);
        Jet gap = (1 - sinh) * (1 - sinh) / sinh;
        Products odd = Multiply(size, 1, gap, coupling);
        Products even = Multiply(size, 0, gap, coupling);
        Jet sum = odd.Cosh + odd.Sinh + Jet.Exp(even.Exponent - odd.Exponent) * (even.Cosh + even.Sinh);
        Jet logZ = sites / 2.0 * Jet.Log(2 * sinh) + odd.Exponent + Jet.Log(sum);
        return new ExactValues(-logZ.First / sites, logZ.Second / (temperature * temperature) / sites, AbsMagnetization: null);
    }

    /// <summary>
    /// One pair of products, each factor split as 2cosh x = eˣ(1 + e⁻²ˣ) and 2sinh x = eˣ(1 − e⁻²ˣ), so that only the exponents grow.
    /// cosh γₗ − 1 is written (1 − sinh 2K)² / sinh 2K + 2 sin²(πl/2L), which loses no digits near the transition.
    /// </summary>
    private static Products Multiply(int size, int first, Jet gap, Jet coupling)
    {
        Jet exponent = 0, cosh = 1, sinh = 1;
        for (int l = first; l < 2 * size; l += 2)
        {
            double sine = Math.Sin(Math.PI * l / (2 * size));
            Jet gamma = l == 0 ? 2 * coupling + Jet.Log(Jet.Tanh(coupling)) : Jet.AcoshOnePlus(gap + 2 * sine * sine);
            double sign = gamma.Value < 0 ? -1 : 1;
            Jet half = sign * size / 2.0 * gamma;
            Jet decay = Jet.Exp(-2 * half);
            exponent += half;
            cosh *= 1 + decay;
            sinh *= sign * (1 - decay);
        }

        return new Products(exponent, cosh, sinh);
    }

    /// <summary>Both products of one parity: the common exponent, and what is left of the cosh and of the sinh product.</summary>
    private readonly record struct Products(Jet Exponent, Jet Cosh, Jet Sinh);
}
