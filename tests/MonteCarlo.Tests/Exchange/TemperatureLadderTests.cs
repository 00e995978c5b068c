using MonteCarlo.Exchange;

namespace MonteCarlo.Tests.Exchange;

public sealed class TemperatureLadderTests
{
    private static readonly double[] Temperatures = [1, 2, 3, 4];

    [Fact]
    public void Exchange_EvenTurn_TriesEvenPairs()
    {
        var ladder = new TemperatureLadder(Temperatures, Always, seed: 1);
        var moved = new List<int>();

        ladder.Exchange(0, new double[4], moved);

        Assert.Equal([1, 0, 3, 2], ladder.ReplicaAt);
        Assert.Equal([0, 1, 2, 3], moved);
    }

    [Fact]
    public void Exchange_OddTurn_TriesOddPairs()
    {
        var ladder = new TemperatureLadder(Temperatures, Always, seed: 1);
        var moved = new List<int>();

        ladder.Exchange(1, new double[4], moved);

        Assert.Equal([0, 2, 1, 3], ladder.ReplicaAt);
        Assert.Equal([1, 2], moved);
    }

    [Fact]
    public void Exchange_RuleSaysNever_MovesNobody()
    {
        var ladder = new TemperatureLadder(Temperatures, (_, _, _, _) => 0, seed: 1);
        var moved = new List<int> { 7 };

        ladder.Exchange(0, new double[4], moved);

        Assert.Equal([0, 1, 2, 3], ladder.ReplicaAt);
        Assert.Empty(moved);
        Assert.Equal([0, double.NaN, 0], ladder.Acceptance);
    }

    [Fact]
    public void Exchange_Energies_AreThoseOfTheReplicasAtTheLevels()
    {
        var seen = new List<(double, double, double, double)>();
        var ladder = new TemperatureLadder(
            Temperatures,
            (lower, upper, lowerEnergy, upperEnergy) =>
            {
                seen.Add((lower, upper, lowerEnergy, upperEnergy));
                return 1;
            },
            seed: 1);

        ladder.Exchange(0, [10, 20, 30, 40], []);
        ladder.Exchange(1, [10, 20, 30, 40], []);

        Assert.Equal([(1, 2, 10, 20), (3, 4, 30, 40), (2, 3, 10, 40)], seen);
    }

    [Theory]
    [InlineData(-30, -20, 0.0820849986)]
    [InlineData(-20, -30, 1)]
    [InlineData(-20, -20, 1)]
    public void DetailedBalance_Energies_GiveTheRightProbability(double lowerEnergy, double upperEnergy, double probability) =>
        Assert.Equal(probability, ExchangeRules.DetailedBalance(2, 4, lowerEnergy, upperEnergy), 9);

    private static double Always(double lower, double upper, double lowerEnergy, double upperEnergy) => 1;
}
