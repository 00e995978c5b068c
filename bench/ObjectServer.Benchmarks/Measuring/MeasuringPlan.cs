using ObjectServer.Benchmarks.Processes;

namespace ObjectServer.Benchmarks.Measuring;

/// <summary>How long and how often is measured, and what.</summary>
/// <param name="Rounds">Rounds; within each, everything that is compared is measured once.</param>
/// <param name="Duration">Of each single measurement.</param>
internal sealed record MeasuringPlan(int Rounds, TimeSpan Duration)
{
    /// <summary>
    /// Full load before each measurement, in the processes that are then measured. Code that runs often is compiled again, better, in the
    /// first seconds of a process: with less than four of them, hand-written gRPC shows two thirds of its rate.
    /// </summary>
    public TimeSpan Warmup { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>What the order within each round is drawn by.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Which processors clients and servers run on.</summary>
    public Pinning Pinning { get; init; } = Pinning.None;

    /// <summary>Scheme of the address of our Unix socket, which says by which link it is used.</summary>
    public string SocketScheme { get; init; } = "unix";

    /// <summary>Part of the ids of the cases to measure; null for all.</summary>
    public string? CaseFilter { get; init; }

    /// <summary>Whether Python's variants are measured too that take minutes each.</summary>
    public bool IncludesSlow { get; init; }

    /// <summary>Where to say what is being measured.</summary>
    public TextWriter Progress { get; init; } = TextWriter.Null;

    /// <summary>Whether a case is to be measured.</summary>
    public bool Wants(string id) => CaseFilter is null || id.Contains(CaseFilter, StringComparison.OrdinalIgnoreCase);
}
