namespace ObjectServer.Benchmarks.Measuring;

/// <summary>Which of a measurement's figures a case is about.</summary>
/// <param name="Unit">Its unit.</param>
/// <param name="Read">Takes it.</param>
internal sealed record Metric(string Unit, Func<Figures, double?> Read)
{
    public static readonly Metric Rate = new("calls/s", figures => figures.CallsPerSecond);
    public static readonly Metric PerSecond = new("1/s", figures => figures.CallsPerSecond);
    public static readonly Metric Median = new("µs", figures => figures.MedianMicroseconds);
    public static readonly Metric ClientBytes = new("bytes/call", figures => figures.ClientBytes);
    public static readonly Metric ServerBytes = new("bytes/call", figures => figures.ServerBytes);
    public static readonly Metric AllBytes = new("bytes/call", figures => figures.ClientBytes + figures.ServerBytes);
    public static readonly Metric Milliseconds = new("ms", figures => figures.Milliseconds);

    /// <summary>The figure.</summary>
    /// <exception cref="InvalidOperationException">The measurement did not give it.</exception>
    public double Of(Figures figures) => Read(figures) ?? throw new InvalidOperationException($"A measurement in {Unit} was expected; it gave {figures}.");
}
