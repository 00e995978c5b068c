using MonteCarlo.Model;

namespace MonteCarlo.Tests.Statistics;

/// <summary>Synthetic measurements whose correlation, and so the error of their mean, is known.</summary>
internal static class Noise
{
    /// <summary>x′ = φ x + √(1 − φ²) g with normal g: mean 0, variance 1, autocorrelation φᵗ.</summary>
    public static double[] Autoregressive(int count, double memory, ulong seed)
    {
        var random = new Xoshiro256(seed);
        double[] series = new double[count];
        double value = Normal(ref random);
        for (int i = 0; i < count; i++)
        {
            series[i] = value;
            value = memory * value + Math.Sqrt(1 - memory * memory) * Normal(ref random);
        }

        return series;
    }

    /// <summary>√((1 + φ)/(1 − φ)/n), for n much longer than the memory.</summary>
    public static double ErrorOfMean(int count, double memory) => Math.Sqrt((1 + memory) / (1 - memory) / count);

    private static double Normal(ref Xoshiro256 random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextUnit())) * Math.Cos(2 * Math.PI * random.NextUnit());
}
