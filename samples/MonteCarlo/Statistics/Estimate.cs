namespace MonteCarlo.Statistics;

/// <summary>A measured mean and its statistical error.</summary>
/// <param name="Value">The mean.</param>
/// <param name="Error">One standard deviation of the mean; NaN when there are too few measurements to know it.</param>
internal readonly record struct Estimate(double Value, double Error);
