using System.Numerics;

namespace ObjectServer.Dispatch.Statistics;

/// <summary>
/// Counts how long things took in buckets that grow with the time: four to each doubling, from 128 ns to 18 minutes, one array of a
/// kibibyte per stripe; a stripe is made when it is first counted in. A thread with a <see cref="RunningSlot.Stripe"/> of its own is the only one that
/// writes to it, and so adds without a lock on the bus; the others share one. Calls may overlap; what is read while others add may miss those.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int PerDoubling = 4;
    private const int Buckets = 128;
    private const int SumPlace = Buckets;
    private const int UnitBits = 7;

    private readonly long[]?[] _stripes = new long[]?[RunningSlot.SharedStripe + 1];
    private long _max;

    /// <summary>Something took so long, in nanoseconds.</summary>
    public void Add(long nanoseconds)
    {
        if (nanoseconds < 0) nanoseconds = 0;
        int place = RunningSlot.Mine.Stripe;
        long[] stripe = _stripes[place] ?? MakeStripe(place);
        if (place == RunningSlot.SharedStripe)
        {
            Interlocked.Increment(ref stripe[BucketOf(nanoseconds)]);
            Interlocked.Add(ref stripe[SumPlace], nanoseconds);
        }
        else
        {
            stripe[BucketOf(nanoseconds)]++;
            stripe[SumPlace] += nanoseconds;
        }

        if (nanoseconds > Volatile.Read(ref _max)) RaiseMax(nanoseconds);
    }

    /// <summary>What has been added.</summary>
    /// <param name="zeros">How many more there were that took no time at all, and were not added.</param>
    public LatencySummary Read(long zeros = 0)
    {
        var counts = new long[Buckets];
        counts[0] = Math.Max(zeros, 0);
        long count = counts[0];
        long sum = 0;
        foreach (long[]? stripe in _stripes)
        {
            if (stripe is null) continue;
            sum += Volatile.Read(ref stripe[SumPlace]);
            for (int i = 0; i < Buckets; i++)
            {
                long here = Volatile.Read(ref stripe[i]);
                counts[i] += here;
                count += here;
            }
        }

        long max = Volatile.Read(ref _max);
        return new LatencySummary(count, Span(sum), Span(max), Percentile(50), Percentile(95), Percentile(99));

        TimeSpan Percentile(int percent)
        {
            if (count == 0) return TimeSpan.Zero;
            double rank = Math.Max(1, Math.Ceiling(count * (percent / 100.0)));
            if (rank <= zeros) return TimeSpan.Zero;
            long before = 0;
            for (int i = 0; i < Buckets; i++)
            {
                if (before + counts[i] >= rank)
                {
                    // As if those of a bucket were spread evenly over it.
                    double within = LowerBound(i) + ((LowerBound(i + 1) - LowerBound(i)) * ((rank - before) / counts[i]));
                    return Span((long)Math.Min(within, max));
                }

                before += counts[i];
            }

            return Span(max);
        }
    }

    /// <summary>How many buckets there are.</summary>
    public const int BucketCount = Buckets;

    /// <summary>Adds what each bucket has counted to other counts of as many buckets: who keeps them sees later what has come since.</summary>
    public void AddTo(Span<long> counts)
    {
        foreach (long[]? stripe in _stripes)
        {
            if (stripe is null) continue;
            for (int i = 0; i < Buckets; i++) counts[i] += Volatile.Read(ref stripe[i]);
        }
    }

    /// <summary>How many have been added.</summary>
    public long Count
    {
        get
        {
            long count = 0;
            foreach (long[]? stripe in _stripes)
            {
                if (stripe is null) continue;
                for (int i = 0; i < Buckets; i++) count += Volatile.Read(ref stripe[i]);
            }

            return count;
        }
    }

    /// <summary>The bucket that a time belongs to.</summary>
    internal static int BucketOf(long nanoseconds)
    {
        ulong units = (ulong)nanoseconds >> UnitBits;
        if (units < PerDoubling) return (int)units;
        int log = BitOperations.Log2(units);
        return Math.Min(((log - 1) * PerDoubling) + (int)((units >> (log - 2)) & (PerDoubling - 1)), Buckets - 1);
    }

    /// <summary>The shortest time of a bucket, in nanoseconds.</summary>
    internal static double LowerBound(int bucket) => bucket < PerDoubling
        ? bucket << UnitBits
        : (double)(PerDoubling + (bucket % PerDoubling)) * (1L << ((bucket / PerDoubling) - 1)) * (1 << UnitBits);

    private static TimeSpan Span(long nanoseconds) => TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick);

    private long[] MakeStripe(int place) => Interlocked.CompareExchange(ref _stripes[place], new long[Buckets + 1], null) ?? _stripes[place]!;

    private void RaiseMax(long nanoseconds)
    {
        long seen = Volatile.Read(ref _max);
        while (nanoseconds > seen)
        {
            long was = Interlocked.CompareExchange(ref _max, nanoseconds, seen);
            if (was == seen) return;
            seen = was;
        }
    }
}
