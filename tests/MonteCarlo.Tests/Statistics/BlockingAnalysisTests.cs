using MonteCarlo.Statistics;

namespace MonteCarlo.Tests.Statistics;

public sealed class BlockingAnalysisTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Error_AutoregressiveSeries_IsTheKnownOne(double memory)
    {
        double[] series = Noise.Autoregressive(1 << 17, memory, seed: 9);

        BlockingAnalysis analysis = BlockingAnalysis.Of(series);

        double known = Noise.ErrorOfMean(series.Length, memory);
        Assert.InRange(analysis.Error / known, 0.9, 1.1);
        Assert.True(analysis.Converged);
    }

    [Fact]
    public void Error_ManySeries_CoversTheTruthAsOftenAsItShould()
    {
        const int runs = 300;
        int within = 0;
        double squares = 0;

        for (ulong run = 0; run < runs; run++)
        {
            BlockingAnalysis analysis = BlockingAnalysis.Of(Noise.Autoregressive(4096, 0.8, seed: run));
            double z = analysis.Mean / analysis.Error;
            squares += z * z;
            within += Math.Abs(z) < 2 ? 1 : 0;
        }

        Assert.InRange((double)within / runs, 0.92, 0.98);
        Assert.InRange(Math.Sqrt(squares / runs), 0.9, 1.15);
    }

    [Fact]
    public void Error_SeriesShorterThanItsMemory_IsNotTrusted()
    {
        BlockingAnalysis analysis = BlockingAnalysis.Of(Noise.Autoregressive(256, 0.99, seed: 2));

        Assert.False(analysis.Converged);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Error_TooFewValues_IsUnknown(int count) =>
        Assert.True(double.IsNaN(BlockingAnalysis.Of(new double[count]).Error));

    [Fact]
    public void Error_ConstantSeries_IsZero()
    {
        BlockingAnalysis analysis = BlockingAnalysis.Of([3, 3, 3, 3]);

        Assert.Equal((3, 0), (analysis.Mean, analysis.Error));
    }

    [Fact]
    public void Variance_Jackknife_IsUnbiasedWithAnHonestError()
    {
        const int runs = 200;
        double squares = 0;

        for (ulong run = 0; run < runs; run++)
        {
            double[] series = Noise.Autoregressive(2048, 0.5, seed: 1000 + run);
            double[] squared = [.. series.Select(value => value * value)];
            Estimate variance = Jackknife.Variance(series, squared, blockLength: 32);
            double z = (variance.Value - 1) / variance.Error;
            squares += z * z;
        }

        Assert.InRange(Math.Sqrt(squares / runs), 0.85, 1.2);
    }
}
