using MonteCarlo.Exact;

namespace MonteCarlo.Tests.Exact;

public sealed class DensityOfStatesTests
{
    [Fact]
    public void Configurations_FourByFour_AreThePublishedCounts()
    {
        IReadOnlyDictionary<int, long> counts = DensityOfStates.Count(4).Configurations;

        var expected = new Dictionary<int, long>
        {
            [-32] = 2,
            [-24] = 32,
            [-20] = 64,
            [-16] = 424,
            [-12] = 1728,
            [-8] = 6688,
            [-4] = 13568,
            [0] = 20524,
            [4] = 13568,
            [8] = 6688,
            [12] = 1728,
            [16] = 424,
            [20] = 64,
            [24] = 32,
            [32] = 2,
        };
        Assert.Equal(expected.OrderBy(entry => entry.Key), counts.OrderBy(entry => entry.Key));
        Assert.Equal(65536, counts.Values.Sum());
    }

    [Theory]
    [InlineData(1.5, -1.950642561, 0.200349873, 0.986173298)]
    [InlineData(2.0, -1.755380289, 0.605532657, 0.918943267)]
    [InlineData(2.269, -1.565768931, 0.783193575, 0.843920253)]
    [InlineData(2.5, -1.379116482, 0.812515229, 0.764712393)]
    [InlineData(3.0, -1.017069627, 0.603134714, 0.601291326)]
    public void At_ReferenceTemperature_GivesReferenceValues(double temperature, double energy, double heat, double magnetization)
    {
        ExactValues values = DensityOfStates.Count(4).At(temperature);

        Assert.Equal(energy, values.Energy, 9);
        Assert.Equal(heat, values.HeatCapacity, 9);
        Assert.Equal(magnetization, values.AbsMagnetization!.Value, 9);
    }

    [Fact]
    public void At_VeryCold_IsTheGroundState()
    {
        ExactValues values = DensityOfStates.Count(4).At(0.01);

        Assert.Equal(new ExactValues(-2, 0, 1), values);
    }
}
