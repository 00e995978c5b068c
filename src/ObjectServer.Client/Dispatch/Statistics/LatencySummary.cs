namespace ObjectServer.Dispatch.Statistics;

/// <summary>What a <see cref="LatencyHistogram"/> has seen. Percentiles are exact to an eighth of their value.</summary>
/// <param name="Count">How many times were added.</param>
/// <param name="Sum">All of them together.</param>
/// <param name="Max">The longest.</param>
/// <param name="P50">Half of them took at most so long.</param>
/// <param name="P95">Of a hundred, 95 did.</param>
/// <param name="P99">Of a hundred, 99 did.</param>
internal readonly record struct LatencySummary(long Count, TimeSpan Sum, TimeSpan Max, TimeSpan P50, TimeSpan P95, TimeSpan P99);
