namespace ObjectServer.Benchmarks.Bulk;

/// <summary>What was measured of small calls beside large arrays.</summary>
/// <param name="Median">Of the small calls, in microseconds.</param>
/// <param name="High">What 99 of 100 small calls do not exceed, in microseconds.</param>
/// <param name="GigabytesPerSecond">Of the arrays, both ways together.</param>
internal sealed record MixedFigures(double Median, double High, double GigabytesPerSecond);
