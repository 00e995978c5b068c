using ObjectServer.Benchmarks.Measuring;

namespace ObjectServer.Benchmarks.Soaks;

/// <summary>
/// Whether a figure grows with the number of calls: its median over the last third of the periods is held against that over the first third. The
/// first fifth of all is left out, in which code is compiled and caches are filled.
/// </summary>
/// <param name="Name">The figure.</param>
/// <param name="Of">Takes it.</param>
/// <param name="Tolerance">What it may have grown by without meaning anything, in its own unit.</param>
internal sealed record SoakTrend(string Name, Func<SoakReading, double> Of, double Tolerance)
{
    private const double Share = 0.05;

    // What pools of arrays hold by chance: each thread may keep one array of each size, and each core some more. In the ten million calls and more of ten minutes
    // it is less than a byte of each.
    private const double Pooled = 8 * ByteUnits.Mebibyte;

    /// <summary>All that is looked at.</summary>
    public static IReadOnlyList<SoakTrend> All { get; } =
    [
        new("allocation of a call in the client", reading => reading.ClientAllocated, 16),
        new("allocation of a call in the server", reading => reading.ServerAllocated, 16),
        new("heap of the client", reading => reading.ClientHeap, Pooled),
        new("heap of the server", reading => reading.ServerHeap, Pooled),
        new("private memory of the client", reading => reading.ClientPrivate, Pooled),
        new("private memory of the server", reading => reading.ServerPrivate, Pooled),
    ];

    /// <summary>What the figure was at first and at last; null when there are too few periods to tell.</summary>
    public (double First, double Last)? Compare(IReadOnlyList<SoakReading> readings)
    {
        double[] figures = [.. readings.Skip(Math.Max(1, readings.Count / 5)).Select(Of)];
        int third = figures.Length / 3;
        return third == 0 ? null : (Samples.Median(figures[..third]), Samples.Median(figures[^third..]));
    }

    /// <summary>Whether it has grown: by more than its tolerance, and by more than a twentieth.</summary>
    public bool HasGrown(IReadOnlyList<SoakReading> readings) =>
        Compare(readings) is var (first, last) && last - first > Math.Max(Tolerance, first * Share);
}
