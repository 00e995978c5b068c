using ObjectServer.Dispatch.Statistics;

namespace ObjectServer.Tests.Dispatch.Statistics;

/// <summary>Times are counted exactly, and told apart to an eighth.</summary>
public sealed class LatencyHistogramTests
{
    [Fact]
    public void Buckets_FollowOneAnotherWithoutGaps()
    {
        Assert.Equal(0, LatencyHistogram.BucketOf(0));
        for (int bucket = 1; bucket < 128; bucket++)
        {
            long lower = (long)LatencyHistogram.LowerBound(bucket);

            Assert.Equal(bucket, LatencyHistogram.BucketOf(lower));
            Assert.Equal(bucket - 1, LatencyHistogram.BucketOf(lower - 1));
        }

        Assert.Equal(127, LatencyHistogram.BucketOf(long.MaxValue));
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(25_000)]
    [InlineData(7_000_000)]
    [InlineData(90_000_000_000)]
    public void Percentiles_OfEvenlySpreadTimes_AreExactToAnEighth(long most)
    {
        var histogram = new LatencyHistogram();
        for (long i = 1; i <= 1000; i++) histogram.Add(most * i / 1000);

        LatencySummary summary = histogram.Read();

        Assert.Equal(1000, summary.Count);
        Near(most * 0.50, summary.P50);
        Near(most * 0.95, summary.P95);
        Near(most * 0.99, summary.P99);
        Assert.Equal(TimeSpan.FromTicks(most / 100), summary.Max);
    }

    [Fact]
    public void TimesThatAreNothing_CountAndWeighDownPercentiles()
    {
        var histogram = new LatencyHistogram();
        for (int i = 0; i < 10; i++) histogram.Add(1_000_000);

        LatencySummary summary = histogram.Read(zeros: 90);

        Assert.Equal(100, summary.Count);
        Assert.Equal(TimeSpan.Zero, summary.P50);
        Near(1_000_000, summary.P95);
        Assert.Equal(TimeSpan.FromMilliseconds(10), summary.Sum);
    }

    [Fact]
    public void Add_FromManyThreads_LosesNothing()
    {
        var histogram = new LatencyHistogram();

        Parallel.For(0, 8, _ =>
        {
            for (int i = 0; i < 10_000; i++) histogram.Add(200);
        });

        LatencySummary summary = histogram.Read();
        Assert.Equal((80_000L, TimeSpan.FromTicks(80_000 * 2)), (summary.Count, summary.Sum));
        Assert.Equal(80_000, histogram.Count);
    }

    [Fact]
    public void Read_OfNothing_IsNothing() => Assert.Equal(default, new LatencyHistogram().Read());

    private static void Near(double nanoseconds, TimeSpan actual) => Assert.InRange(actual.TotalNanoseconds, (nanoseconds * 7 / 8) - 100, (nanoseconds * 9 / 8) + 100);
}
