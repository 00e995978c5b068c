namespace ObjectServer.Tool.Memory;

/// <summary>An axis that begins at zero.</summary>
/// <param name="High">The value at its end; above zero.</param>
/// <param name="From">Where it begins in the picture.</param>
/// <param name="To">Where it ends.</param>
internal sealed record PlotAxis(double High, double From, double To)
{
    /// <summary>Where a value is.</summary>
    public double this[double value] => From + (value / High * (To - From));

    /// <summary>Round numbers on it, from zero on: multiples of 1, 2 or 5 times a power of ten.</summary>
    /// <param name="most">About how many.</param>
    public IEnumerable<double> Ticks(int most)
    {
        double raw = High / most;
        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double step = power * (raw / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        for (int i = 0; i * step <= High * (1 + 1e-9); i++) yield return Math.Round(i * step, 12);
    }
}
