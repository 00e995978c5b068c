namespace ObjectServer.Benchmarks.Soaks;

/// <summary>What a period of calls has left behind, read while none is under way.</summary>
/// <param name="Calls">How many calls it had.</param>
/// <param name="CallsPerSecond">The same, by its length.</param>
/// <param name="ClientAllocated">Bytes that the client has allocated for each.</param>
/// <param name="ServerAllocated">Bytes that the server has allocated for each.</param>
/// <param name="ClientHeap">Bytes alive in the client.</param>
/// <param name="ServerHeap">Bytes alive in the server.</param>
/// <param name="ClientPrivate">Bytes of the machine's memory that only the client has.</param>
/// <param name="ServerPrivate">Bytes of the machine's memory that only the server has.</param>
internal sealed record SoakReading(
    long Calls,
    double CallsPerSecond,
    double ClientAllocated,
    double ServerAllocated,
    double ClientHeap,
    double ServerHeap,
    double ClientPrivate,
    double ServerPrivate);
