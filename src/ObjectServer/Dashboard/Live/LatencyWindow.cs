using ObjectServer.Dispatch.Statistics;

namespace ObjectServer.Dashboard.Live;

/// <summary>How long calls took between two looks at the statistics, of all members together. Not for several threads at a time.</summary>
internal sealed class LatencyWindow
{
    private const double NanosecondsPerSecond = 1e9;

    private long[] _before = new long[LatencyHistogram.BucketCount];
    private long[] _now = new long[LatencyHistogram.BucketCount];

    /// <summary>Looks, and says what has come since the last look, in seconds.</summary>
    public (double P50, double P95, double P99) Next(IEnumerable<MemberStatistics> members)
    {
        _now.AsSpan().Clear();
        foreach (MemberStatistics member in members) member.AddDurationsTo(_now);
        long count = 0;
        for (int i = 0; i < _now.Length; i++) count += Come(i);
        var percentiles = (Percentile(count, 0.5), Percentile(count, 0.95), Percentile(count, 0.99));
        (_before, _now) = (_now, _before);
        return percentiles;
    }

    private long Come(int bucket) => Math.Max(0, _now[bucket] - _before[bucket]);

    private double Percentile(long count, double part)
    {
        if (count == 0) return 0;
        double rank = Math.Max(1, Math.Ceiling(count * part));
        long before = 0;
        for (int i = 0; i < _now.Length; i++)
        {
            long here = Come(i);
            if (before + here >= rank)
            {
                // As if those of a bucket were spread evenly over it.
                double low = LatencyHistogram.LowerBound(i);
                return (low + ((LatencyHistogram.LowerBound(i + 1) - low) * ((rank - before) / here))) / NanosecondsPerSecond;
            }

            before += here;
        }

        return 0;
    }
}
