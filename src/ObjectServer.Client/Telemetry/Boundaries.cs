using System.Diagnostics.Metrics;

namespace ObjectServer.Telemetry;

/// <summary>The boundaries that histograms ask for: the usual ones begin at 5 ms, where most calls have long ended.</summary>
internal static class Boundaries
{
    /// <summary>From 10 µs to a minute and a half.</summary>
    public static InstrumentAdvice<double> OfSeconds { get; } = new()
    {
        HistogramBucketBoundaries = [1e-5, 2.5e-5, 5e-5, 1e-4, 2.5e-4, 5e-4, 1e-3, 2.5e-3, 5e-3, 1e-2, 2.5e-2, 5e-2, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 90],
    };
}
