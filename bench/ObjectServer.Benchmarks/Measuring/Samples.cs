namespace ObjectServer.Benchmarks.Measuring;

/// <summary>Order statistics of measured figures.</summary>
internal static class Samples
{
    /// <summary>The middle figure; the mean of the two middle ones of an even number.</summary>
    public static double Median(IReadOnlyList<double> figures)
    {
        double[] sorted = [.. figures.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>The figure that a share of all figures does not exceed, by nearest rank.</summary>
    public static double Percentile(IReadOnlyList<double> figures, double share)
    {
        double[] sorted = [.. figures.Order()];
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
