using MonteCarlo.Exact;

namespace MonteCarlo.Tests.Exact;

public sealed class OnsagerTests
{
    [Theory]
    [InlineData(1.5, -1.951116573)]
    [InlineData(2.0, -1.745564575)]
    [InlineData(2.269, -1.415111087)]
    [InlineData(2.5, -1.106079204)]
    [InlineData(3.0, -0.817309593)]
    public void Energy_ReferenceTemperature_GivesReferenceValue(double temperature, double energy) =>
        Assert.Equal(energy, Onsager.Energy(temperature), 9);

    [Fact]
    public void Energy_CriticalTemperature_IsMinusRootTwo() =>
        Assert.Equal(-Math.Sqrt(2), Onsager.Energy(Onsager.CriticalTemperature), 9);
}
