namespace ObjectServer.Admin;

/// <summary>How a server is, in numbers.</summary>
internal sealed record ServerOverview
{
    /// <summary>The server's identity.</summary>
    public required Guid ServerId { get; init; }

    /// <summary>Which of the runs of that identity this is.</summary>
    public required ulong Generation { get; init; }

    /// <summary>The version of the program, or library, that serves.</summary>
    public required string Version { get; init; }

    /// <summary>The process that serves.</summary>
    public required int ProcessId { get; init; }

    /// <summary>When it began to serve.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When this was seen.</summary>
    public required DateTimeOffset Taken { get; init; }

    /// <summary>What it listens on; empty where it does not, such as in a test.</summary>
    public required IReadOnlyList<string> Addresses { get; init; }

    /// <summary>Whether it is about to end, and takes nothing new.</summary>
    public required bool IsDraining { get; init; }

    /// <summary>How many sessions there are, of all kinds.</summary>
    public required int Sessions { get; init; }

    /// <summary>How many of them wait for their client, which has no link.</summary>
    public required int SessionsAway { get; init; }

    /// <summary>How many objects there are.</summary>
    public required int Objects { get; init; }

    /// <summary>How many calls and requests clients have made so far: the difference between two moments is their rate.</summary>
    public required long Calls { get; init; }

    /// <summary>How many of them have failed.</summary>
    public required long Errors { get; init; }

    /// <summary>How many of them are under way.</summary>
    public required int PendingCalls { get; init; }

    /// <summary>How many threads the lane for members that compute has.</summary>
    public required int CpuLaneThreads { get; init; }

    /// <summary>How many of those threads work.</summary>
    public required int CpuLaneRunning { get; init; }

    /// <summary>How many calls wait for one of those threads.</summary>
    public required int CpuLaneWaiting { get; init; }

    /// <summary>How many threads the thread pool has.</summary>
    public required int ThreadPoolThreads { get; init; }

    /// <summary>How much work waits for a thread of the pool.</summary>
    public required long ThreadPoolQueue { get; init; }

    /// <summary>Bytes of managed objects.</summary>
    public required long HeapBytes { get; init; }

    /// <summary>Bytes of memory that the process takes.</summary>
    public required long WorkingSetBytes { get; init; }

    /// <summary>Bytes of all segments of shared memory.</summary>
    public required long SharedMemoryBytes { get; init; }
}
