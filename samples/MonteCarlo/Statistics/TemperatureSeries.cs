using MonteCarlo.Model;

namespace MonteCarlo.Statistics;

/// <summary>
/// All that was measured at one temperature, whichever replicas were there: per segment the means of E, E² and |M| over its sweeps.
/// Segments are equally long, so the means weigh the same.
/// </summary>
internal sealed class TemperatureSeries
{
    private readonly List<double> _energy = [];
    private readonly List<double> _energySquared = [];
    private readonly List<double> _absMagnetization = [];

    /// <summary>How many segments were measured.</summary>
    public int Count => _energy.Count;

    /// <summary>Adds a segment; <see cref="SegmentSums.Sweeps"/> must be positive.</summary>
    public void Add(SegmentSums sums)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sums.Sweeps);
        _energy.Add(sums.Energy / sums.Sweeps);
        _energySquared.Add(sums.EnergySquared / sums.Sweeps);
        _absMagnetization.Add(sums.AbsMagnetization / sums.Sweeps);
    }

    /// <summary>Averages and errors.</summary>
    /// <param name="temperature">The temperature of the series.</param>
    /// <param name="sites">Number of sites N, by which everything is divided.</param>
    public ThermalAverages Average(double temperature, int sites)
    {
        double[] energy = [.. _energy];
        double[] energySquared = [.. _energySquared];
        BlockingAnalysis ofEnergy = BlockingAnalysis.Of(energy);
        BlockingAnalysis ofSquares = BlockingAnalysis.Of(energySquared);
        BlockingAnalysis ofMagnetization = BlockingAnalysis.Of([.. _absMagnetization]);
        Estimate variance = Jackknife.Variance(energy, energySquared, Math.Max(ofEnergy.BlockLength, ofSquares.BlockLength));
        double perHeat = sites * temperature * temperature;
        return new ThermalAverages(
            new Estimate(ofEnergy.Mean / sites, ofEnergy.Error / sites),
            new Estimate(variance.Value / perHeat, variance.Error / perHeat),
            new Estimate(ofMagnetization.Mean / sites, ofMagnetization.Error / sites),
            ofEnergy.Converged && ofMagnetization.Converged);
    }
}
