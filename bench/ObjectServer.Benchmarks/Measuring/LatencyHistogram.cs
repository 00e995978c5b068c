using System.Diagnostics;
using System.Numerics;

namespace ObjectServer.Benchmarks.Measuring;

/// <summary>
/// Counts of durations in buckets that grow with the duration: exact to 0.4 % up to a minute and more, in memory that is taken once, so
/// that recording allocates nothing.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int BucketBits = 8;
    private const int BucketsPerDoubling = 1 << BucketBits;
    private const int Doublings = 30;

    private readonly long[] _counts = new long[(Doublings + 1) * BucketsPerDoubling];

    /// <summary>How many were recorded.</summary>
    public long Count => _counts.Sum();

    /// <summary>Records a duration in ticks of the stopwatch. Not while another thread records.</summary>
    public void Record(long ticks) => _counts[IndexOf(ticks)]++;

    /// <summary>Records a duration; may overlap with itself.</summary>
    public void RecordShared(long ticks) => Interlocked.Increment(ref _counts[IndexOf(ticks)]);

    /// <summary>Takes in what another has.</summary>
    public void Add(LatencyHistogram other)
    {
        for (int i = 0; i < _counts.Length; i++) _counts[i] += other._counts[i];
    }

    /// <summary>The duration that a share of all does not exceed, in microseconds; null when none was recorded.</summary>
    public double? Percentile(double share)
    {
        long rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        for (int i = 0; i < _counts.Length; i++)
        {
            rank -= _counts[i];
            if (rank <= 0) return ValueOf(i) * 1e6 / Stopwatch.Frequency;
        }

        return null;
    }

    // Below the first doubling, a bucket is one tick wide; with each doubling, twice as wide.
    private static int IndexOf(long ticks)
    {
        long value = Math.Max(0, ticks);
        int shift = Math.Max(0, BitOperations.Log2((ulong)value) - BucketBits);
        return shift >= Doublings ? ((Doublings + 1) * BucketsPerDoubling) - 1 : (shift * BucketsPerDoubling) + (int)(value >> shift);
    }

    private static double ValueOf(int index)
    {
        if (index < 2 * BucketsPerDoubling) return index;
        int shift = (index / BucketsPerDoubling) - 1;
        double first = (index - (shift * BucketsPerDoubling)) * Math.ScaleB(1, shift);
        return first + (Math.ScaleB(1, shift) / 2);
    }
}
