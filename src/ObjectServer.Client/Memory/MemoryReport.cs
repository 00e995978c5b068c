namespace ObjectServer.Client;

/// <summary>
/// What memory a server and the processes that use it take, what its segments of shared memory are, and how many objects it has. A snapshot,
/// of values that JSON can carry. Get it by <see cref="ObjectClient.GetMemoryReportAsync"/>.
/// </summary>
/// <param name="Taken">When it was taken, by this process's clock.</param>
/// <param name="Processes">
/// The server, then the processes of those of its clients that it knows: those on Unix sockets, on Linux. Each is there once, however many
/// sessions it has.
/// </param>
/// <param name="Segments">The segments of shared memory, named ones first. Where the server has rules, those that this client may use.</param>
/// <param name="Objects">How many objects there are of each type, most first. Where the server has rules, of those that this client may use.</param>
public sealed record MemoryReport(
    DateTimeOffset Taken, IReadOnlyList<ProcessMemory> Processes, IReadOnlyList<SegmentMemory> Segments, IReadOnlyList<ObjectCount> Objects)
{
    /// <summary>How many bytes all segments have.</summary>
    public long SegmentBytes => Segments.Sum(static segment => segment.Bytes);

    /// <summary>
    /// <see cref="ProcessMemory.ResidentBytes"/> of all processes that tell it; null when none does. Memory that several share is counted
    /// once for each of them.
    /// </summary>
    public long? ResidentBytes => Sum(static process => process.ResidentBytes);

    /// <summary><see cref="ProcessMemory.ProportionalBytes"/> of all processes that tell it, which counts shared memory once; null when none does.</summary>
    public long? ProportionalBytes => Sum(static process => process.ProportionalBytes);

    /// <summary>The memory of any processes on this machine; no server has part in it, so there are no segments and no objects.</summary>
    /// <param name="processes">Their numbers. What the system does not tell of one, or of one that is not there, is null.</param>
    public static MemoryReport OfProcesses(params IEnumerable<int> processes)
    {
        ArgumentNullException.ThrowIfNull(processes);
        return new MemoryReport(TimeProvider.System.GetUtcNow(), [.. processes.Distinct().Select(Memory.ProcessReading.Read)], [], []);
    }

    private long? Sum(Func<ProcessMemory, long?> bytes) =>
        Processes.Any(process => bytes(process) is not null) ? Processes.Sum(process => bytes(process) ?? 0) : null;
}
