namespace MonteCarlo.Statistics;

/// <summary>
/// The error of the mean of correlated measurements. Neighbouring ones are joined into blocks, and blocks into larger blocks, until
/// the blocks are independent: H. Flyvbjerg, H. G. Petersen, J. Chem. Phys. 91 (1989) 461. Of the block lengths the first is taken
/// that balances what is left of the correlation against the uncertainty of the error itself, B³ > 2 n (σ_B/σ₁)⁴: U. Wolff,
/// Comput. Phys. Commun. 156 (2004) 143; in this form R. M. Lee et al., Phys. Rev. E 83 (2011) 066706.
/// </summary>
/// <param name="Mean">Mean of the series.</param>
/// <param name="Error">One standard deviation of the mean; NaN for fewer than two measurements.</param>
/// <param name="BlockLength">Measurements per block, a power of two.</param>
/// <param name="Converged">False when the series is too short for its correlation; the error is then likely too small.</param>
internal sealed record BlockingAnalysis(double Mean, double Error, int BlockLength, bool Converged)
{
    private const int FewestBlocks = 16;

    /// <summary>Analyses a series of equally spaced measurements.</summary>
    public static BlockingAnalysis Of(ReadOnlySpan<double> series)
    {
        double mean = MeanOf(series);
        if (series.Length < 2)
            return new BlockingAnalysis(mean, double.NaN, 1, Converged: false);

        double naive = ErrorOf(series);
        if (naive == 0)
            return new BlockingAnalysis(mean, 0, 1, Converged: false);

        double[] blocks = series.ToArray();
        int count = blocks.Length;
        double largest = naive;
        int largestAt = 1;
        for (int length = 1; length == 1 || count >= FewestBlocks; length *= 2)
        {
            double error = ErrorOf(blocks.AsSpan(0, count));
            double inefficiency = error / naive * (error / naive);
            if (Math.Pow(length, 3) > 2.0 * series.Length * inefficiency * inefficiency)
                return new BlockingAnalysis(mean, error, length, Converged: true);

            if (error > largest)
                (largest, largestAt) = (error, length);

            count /= 2;
            for (int i = 0; i < count; i++)
                blocks[i] = (blocks[2 * i] + blocks[2 * i + 1]) / 2;
        }

        return new BlockingAnalysis(mean, largest, largestAt, Converged: false);
    }

    private static double MeanOf(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value;

        return sum / values.Length;
    }

    private static double ErrorOf(ReadOnlySpan<double> values)
    {
        double mean = MeanOf(values);
        double squares = 0;
        foreach (double value in values)
            squares += (value - mean) * (value - mean);

        return Math.Sqrt(squares / (values.Length - 1.0) / values.Length);
    }
}
