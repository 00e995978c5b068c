namespace MonteCarlo.Report;

/// <summary>Maps values to positions in a drawing.</summary>
/// <param name="Low">Value at <paramref name="From"/>.</param>
/// <param name="High">Value at <paramref name="To"/>; above <paramref name="Low"/>.</param>
/// <param name="From">Position of the lowest value, in pixels.</param>
/// <param name="To">Position of the highest value, in pixels; may be less than <paramref name="From"/>, as on a vertical axis.</param>
internal sealed record LinearScale(double Low, double High, double From, double To)
{
    /// <summary>Position of a value.</summary>
    public double this[double value] => From + (value - Low) / (High - Low) * (To - From);

    /// <summary>A scale over all values, with some room at both ends.</summary>
    /// <param name="values">The values; those that are not finite do not count.</param>
    /// <param name="margin">Room at each end, as part of the range.</param>
    /// <param name="from">Position of the lowest value.</param>
    /// <param name="to">Position of the highest value.</param>
    public static LinearScale Over(IEnumerable<double> values, double margin, double from, double to)
    {
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        foreach (double value in values.Where(double.IsFinite))
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        if (low > high)
            (low, high) = (0, 1);

        double room = high > low ? (high - low) * margin : Math.Max(0.1, Math.Abs(low) * 0.1);
        return new LinearScale(low - room, high + room, from, to);
    }

    /// <summary>Round numbers within the scale: multiples of 1, 2 or 5 times a power of ten.</summary>
    /// <param name="most">About how many.</param>
    public IEnumerable<double> Ticks(int most)
    {
        double raw = (High - Low) / most;
        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double step = power * (raw / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        for (double i = Math.Ceiling(Low / step - 1e-9); i * step <= High + step * 1e-9; i++)
            yield return Math.Round(i * step, 12) + 0.0;
    }
}
