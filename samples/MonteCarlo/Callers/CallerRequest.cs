namespace MonteCarlo.Callers;

/// <summary>A line to a caller process: run this replica for one segment.</summary>
/// <param name="Replica">Number of the replica; one request per replica is under way at a time.</param>
/// <param name="Sweeps">How many sweeps.</param>
/// <param name="Measure">Whether to measure.</param>
internal sealed record CallerRequest(int Replica, int Sweeps, bool Measure);
