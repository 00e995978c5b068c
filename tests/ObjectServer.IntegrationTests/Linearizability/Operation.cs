namespace ObjectServer.IntegrationTests.Linearizability;

/// <summary>One call of a shared object as its caller saw it.</summary>
/// <param name="Client">Who called.</param>
/// <param name="Input">What was asked.</param>
/// <param name="Began">When the call began; moments are numbered for all callers together.</param>
internal sealed record Operation(int Client, object Input, long Began)
{
    /// <summary>When its answer had arrived; never, if nobody knows whether it ran.</summary>
    public long Ended { get; set; } = long.MaxValue;

    /// <summary>What it answered.</summary>
    public object? Output { get; set; }

    /// <summary>Whether the answer is known: otherwise it may have run at any time from its begin on, or never.</summary>
    public bool IsKnown => Ended != long.MaxValue;

    /// <inheritdoc/>
    public override string ToString() => $"client {Client}: {Input} -> {(IsKnown ? Output ?? "null" : "?")} [{Began}, {(IsKnown ? Ended : "…")}]";
}
