using ObjectServer.Client;

namespace ObjectServer.Tool.Memory;

/// <summary>What of a report is plotted.</summary>
/// <param name="Time">Since the first sample.</param>
/// <param name="Resident">RSS of all processes, in bytes; null where it is not known.</param>
/// <param name="Proportional">PSS of all processes, in bytes; null where it is not known.</param>
/// <param name="Segments">All segments of shared memory, in bytes.</param>
internal readonly record struct MemorySample(TimeSpan Time, long? Resident, long? Proportional, long Segments)
{
    /// <summary>The sample of a report.</summary>
    public static MemorySample Of(MemoryReport report, TimeSpan time) => new(time, report.ResidentBytes, report.ProportionalBytes, report.SegmentBytes);
}
