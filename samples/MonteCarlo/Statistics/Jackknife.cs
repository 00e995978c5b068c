namespace MonteCarlo.Statistics;

/// <summary>
/// The error of a quantity that is not a mean but is made of means: it is computed again with each block of measurements left out
/// in turn, and the scatter of these values is its error. B. Efron, "The Jackknife, the Bootstrap and Other Resampling Plans", SIAM 1982.
/// </summary>
internal static class Jackknife
{
    /// <summary>The variance ⟨x²⟩ − ⟨x⟩², with the jackknife's correction of its bias.</summary>
    /// <param name="means">Series of ⟨x⟩ per segment.</param>
    /// <param name="squares">Series of ⟨x²⟩ per segment, as long.</param>
    /// <param name="blockLength">Segments per block, long enough for the blocks to be independent.</param>
    public static Estimate Variance(ReadOnlySpan<double> means, ReadOnlySpan<double> squares, int blockLength)
    {
        int blocks = means.Length / blockLength;
        int used = blocks * blockLength;
        double mean = Sum(means[..used]);
        double square = Sum(squares[..used]);
        double whole = Of(mean, square, used);
        if (blocks < 2)
            return new Estimate(whole, double.NaN);

        double[] without = new double[blocks];
        for (int block = 0; block < blocks; block++)
        {
            int from = block * blockLength;
            without[block] = Of(
                mean - Sum(means.Slice(from, blockLength)), square - Sum(squares.Slice(from, blockLength)), used - blockLength);
        }

        double average = Sum(without) / blocks;
        double scatter = 0;
        foreach (double value in without)
            scatter += (value - average) * (value - average);

        return new Estimate(blocks * whole - (blocks - 1) * average, Math.Sqrt(scatter * (blocks - 1) / blocks));
    }

    private static double Of(double sum, double squareSum, int count) => squareSum / count - sum / count * (sum / count);

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value;

        return sum;
    }
}
