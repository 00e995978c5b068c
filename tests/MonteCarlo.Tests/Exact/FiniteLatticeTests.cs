using MonteCarlo.Exact;

namespace MonteCarlo.Tests.Exact;

public sealed class FiniteLatticeTests
{
    public static TheoryData<int, double> SmallLattices
    {
        get
        {
            var data = new TheoryData<int, double>();
            foreach (int size in new[] { 2, 3, 4 })
            {
                foreach (double temperature in new[] { 0.7, 1.5, 2.0, 2.269, Onsager.CriticalTemperature, 2.5, 3.0, 10.0, 300.0 })
                    data.Add(size, temperature);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(SmallLattices))]
    public void At_SmallLattice_AgreesWithCounting(int size, double temperature)
    {
        ExactValues counted = DensityOfStates.Count(size).At(temperature);

        ExactValues solved = FiniteLattice.At(size, temperature);

        Assert.Equal(counted.Energy, solved.Energy, 10);
        Assert.Equal(counted.HeatCapacity, solved.HeatCapacity, 9);
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(2.0)]
    [InlineData(2.5)]
    [InlineData(3.0)]
    public void At_LargeLattice_AgreesWithOnsager(double temperature) =>
        Assert.Equal(Onsager.Energy(temperature), FiniteLattice.At(512, temperature).Energy, 9);

    [Fact]
    public void At_CriticalTemperature_ApproachesOnsagerAsOneOverSize()
    {
        double at64 = FiniteLattice.At(64, Onsager.CriticalTemperature).Energy + Math.Sqrt(2);
        double at128 = FiniteLattice.At(128, Onsager.CriticalTemperature).Energy + Math.Sqrt(2);

        Assert.Equal(2, at64 / at128, 3);
    }

    [Fact]
    public void Reference_TooColdForTheNumbers_IsUnknown()
    {
        Assert.Null(new ExactReference(8).At(0.001));
        Assert.NotNull(new ExactReference(8).At(0.1));
    }

    [Fact]
    public void Reference_BeyondCounting_KnowsNoMagnetization()
    {
        Assert.NotNull(new ExactReference(4).At(2)!.AbsMagnetization);
        Assert.Null(new ExactReference(8).At(2)!.AbsMagnetization);
    }
}
