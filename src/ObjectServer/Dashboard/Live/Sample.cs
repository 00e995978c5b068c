namespace ObjectServer.Dashboard.Live;

/// <summary>How the server was within one second.</summary>
internal sealed record Sample
{
    /// <summary>Calls that clients have made, a second.</summary>
    public required double CallsPerSecond { get; init; }

    /// <summary>Calls that have failed, a second.</summary>
    public required double ErrorsPerSecond { get; init; }

    /// <summary>How long calls of members ran, in seconds: half of them, 95 and 99 of a hundred at most so long; 0 where there were none.</summary>
    public required (double P50, double P95, double P99) Latency { get; init; }

    /// <summary>Calls under way.</summary>
    public required double Pending { get; init; }

    /// <summary>Calls that wait for serialized objects.</summary>
    public required double Waiting { get; init; }

    /// <summary>Work that waits for a thread of the pool.</summary>
    public required double PoolQueue { get; init; }

    /// <summary>Threads of the CPU lane that work.</summary>
    public required double CpuRunning { get; init; }

    /// <summary>Calls that wait for one of those.</summary>
    public required double CpuWaiting { get; init; }

    /// <summary>Bytes of managed objects.</summary>
    public required double HeapBytes { get; init; }

    /// <summary>Bytes of memory that the process takes.</summary>
    public required double WorkingSetBytes { get; init; }

    /// <summary>Bytes of shared memory.</summary>
    public required double SharedBytes { get; init; }

    /// <summary>Sessions.</summary>
    public required double Sessions { get; init; }
}
