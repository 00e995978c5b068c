using MonteCarlo.Running;

namespace MonteCarlo.Tests.Exchange;

public sealed class PhysicsTests
{
    private static readonly RunSettings Reference = new() { Sweeps = 100_000, ExchangeEvery = 1, Seed = 20, Callers = 1 };

    [Theory]
    [InlineData(20UL)]
    [InlineData(21UL)]
    public async Task Energy_RightRule_AgreesWithExactAtEveryTemperature(ulong seed)
    {
        RunResult result = await InProcessRun.RunAsync(Reference with { Seed = seed });

        Assert.All(result.Temperatures, row => Assert.InRange(row.Z!.Value, -4, 4));
    }

    [Fact]
    public async Task HeatCapacityAndMagnetization_RightRule_AgreeWithExact()
    {
        RunResult result = await InProcessRun.RunAsync(Reference);

        Assert.All(result.Temperatures, row =>
        {
            Assert.InRange((row.Measured.HeatCapacity.Value - row.Exact!.HeatCapacity) / row.Measured.HeatCapacity.Error, -4, 4);
            Assert.InRange((row.Measured.AbsMagnetization.Value - row.Exact.AbsMagnetization!.Value) / row.Measured.AbsMagnetization.Error, -4, 4);
        });
    }

    [Fact]
    public async Task Energy_LatticeBeyondCounting_AgreesWithKaufman()
    {
        RunResult result = await InProcessRun.RunAsync(
            new RunSettings { Size = 8, Temperatures = [1.9, 2.1, 2.269, 2.45, 2.7], Sweeps = 40_000, ExchangeEvery = 10, Seed = 4 });

        Assert.All(result.Temperatures, row => Assert.InRange(row.Z!.Value, -4, 4));
    }

    [Fact]
    public async Task Energy_PublishedRuleWithoutDetailedBalance_IsWrongByFar()
    {
        RunResult result = await InProcessRun.RunAsync(
            Reference, (lower, upper, lowerEnergy, upperEnergy) => Math.Exp(-(upperEnergy - lowerEnergy) / (lower + upper)));

        Assert.True(result.LargestZ > 20, $"The largest |z| is {result.LargestZ}.");
    }

    [Fact]
    public async Task RoundTrips_LadderThatMixes_AreMany()
    {
        RunResult result = await InProcessRun.RunAsync(Reference with { Sweeps = 20_000, ExchangeEvery = 10 });

        Assert.InRange(result.Exchange.Paths.RoundTrips, 200, 4_000);
        Assert.All(result.Exchange.Acceptance, part => Assert.InRange(part, 0.5, 0.9));
    }
}
