namespace ObjectServer.Client;

/// <summary>How a batch of calls runs.</summary>
public sealed record BatchOptions
{
    /// <summary>
    /// Whether the calls run as one: one after the other, while no call of anybody else is in any of the serialized objects that they name. The
    /// first one that fails ends the batch; nothing is undone. Default: false, the calls come together in the server and run as any others do,
    /// each with an outcome of its own.
    /// </summary>
    public bool Atomic { get; init; }
}
