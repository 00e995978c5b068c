namespace ObjectServer.Admin;

/// <summary>An object, who holds it, and what runs in it.</summary>
internal sealed record ObjectRecord
{
    /// <summary>Its reference.</summary>
    public required ObjectReference Reference { get; init; }

    /// <summary>Its registered type name, or the name of its class where it came into being as a result.</summary>
    public required string Type { get; init; }

    /// <summary>The contract that it is used by.</summary>
    public required string Contract { get; init; }

    /// <summary>Its name; empty for an unnamed one.</summary>
    public required string Name { get; init; }

    /// <summary>How its calls may overlap.</summary>
    public required ObjectConcurrency Concurrency { get; init; }

    /// <summary>References that sessions hold.</summary>
    public required long References { get; init; }

    /// <summary>How many sessions hold it.</summary>
    public required int Holders { get; init; }

    /// <summary>The first sessions that hold it, those with most references first, at most <see cref="MostDetails"/>.</summary>
    public required IReadOnlyList<ObjectHolder> HeldBy { get; init; }

    /// <summary>Calls that have run in it; 0 where no calls are counted.</summary>
    public required long Calls { get; init; }

    /// <summary>Those of them that failed, other than by being cancelled.</summary>
    public required long Errors { get; init; }

    /// <summary>How many calls wait for it.</summary>
    public required int Waiting { get; init; }

    /// <summary>For how long the first of them has waited.</summary>
    public required TimeSpan LongestWait { get; init; }

    /// <summary>The first calls that wait for it, at most <see cref="MostDetails"/>.</summary>
    public required IReadOnlyList<CallRecord> WaitingCalls { get; init; }

    /// <summary>What runs in it now, at most <see cref="MostDetails"/>.</summary>
    public required IReadOnlyList<CallRecord> Running { get; init; }

    /// <summary>Who has something of it, and who waits at it, for locks, queues and the like; null for all others.</summary>
    public required WaitRecord? Waits { get; init; }

    /// <summary>How many holders, calls and waits are described, each.</summary>
    public const int MostDetails = 16;
}
