using MonteCarlo.Model;

namespace MonteCarlo.Callers;

/// <summary>A line from a caller process.</summary>
/// <param name="Replica">The replica it speaks of; −1 in the first line, which says that the process is ready, and the last.</param>
/// <param name="Sums">What the replica measured; null when the call failed.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
/// <param name="WireBytes">In the last line: bytes that the process sent to the server and received from it.</param>
internal sealed record CallerReply(int Replica, SegmentSums? Sums = null, string? Error = null, long WireBytes = 0);
