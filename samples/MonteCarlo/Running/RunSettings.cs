namespace MonteCarlo.Running;

/// <summary>What to run, as given on the command line and checked there.</summary>
internal sealed record RunSettings
{
    /// <summary>Temperatures of a run without arguments: the 4 × 4 lattice is cold, around its transition, and warm.</summary>
    public static IReadOnlyList<double> DefaultTemperatures { get; } = [1.5, 2.0, 2.269, 2.5, 3.0];

    /// <summary>Address of a running server; null to start one for this run.</summary>
    public string? Server { get; init; }

    /// <summary>The server's key; null for none, or for one that is drawn at random for a server of this run.</summary>
    public string? AuthKey { get; init; }

    /// <summary>Run the replicas in this process, without a server, for comparison.</summary>
    public bool Direct { get; init; }

    /// <summary>Sites per side.</summary>
    public int Size { get; init; } = 4;

    /// <summary>The temperatures, strictly ascending.</summary>
    public IReadOnlyList<double> Temperatures { get; init; } = DefaultTemperatures;

    /// <summary>Sweeps of each replica, warm-up included.</summary>
    public int Sweeps { get; init; } = 300_000;

    /// <summary>Sweeps between exchanges.</summary>
    public int ExchangeEvery { get; init; } = 100;

    /// <summary>Calls in flight at once, in each process that calls.</summary>
    public int Callers { get; init; } = 2;

    /// <summary>Processes that call; 0 to call from this one.</summary>
    public int Processes { get; init; }

    /// <summary>Seed of all random streams.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Where the report goes.</summary>
    public string ReportFile { get; init; } = "montecarlo-report.html";

    /// <summary>Where the figures go as JSON; null for nowhere.</summary>
    public string? JsonFile { get; init; }
}
