namespace ObjectServer.Benchmarks.Sessions;

/// <summary>How long answers took that were under way when the link was cut.</summary>
/// <param name="First">To the first of them, without the back-off.</param>
/// <param name="All">To the last of them, without the back-off.</param>
/// <param name="BackOff">How long the client waited on purpose.</param>
internal readonly record struct ResumeTimes(TimeSpan First, TimeSpan All, TimeSpan BackOff);
