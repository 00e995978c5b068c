namespace ObjectServer.Benchmarks.Measuring;

/// <summary>How long and how often is measured.</summary>
/// <param name="Rounds">Rounds; within each, what is compared is measured in turn.</param>
/// <param name="Duration">Of each single measurement.</param>
internal sealed record MeasuringPlan(int Rounds, TimeSpan Duration);
