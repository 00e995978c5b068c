namespace ObjectServer.Client;

/// <summary>
/// The memory of one process. What the system does not tell, or not to who asks, is null: on Linux that is all but
/// <see cref="ResidentBytes"/> of another user's process; elsewhere <see cref="ProportionalBytes"/> and <see cref="SharedBytes"/> of any.
/// </summary>
/// <param name="Id">Its number, as the server sees it.</param>
/// <param name="Name">What its client calls itself, else the name of the process; empty when it has none.</param>
public sealed record ProcessMemory(long Id, string Name)
{
    /// <summary>It is the server.</summary>
    public bool IsServer { get; init; }

    /// <summary>How many sessions it has with the server.</summary>
    public int Sessions { get; init; }

    /// <summary>How many bytes of its memory are in the machine's (RSS), those included that it shares.</summary>
    public long? ResidentBytes { get; init; }

    /// <summary>
    /// The same, each shared page divided by the number of processes that have it (PSS): summed over all processes, nothing counts twice.
    /// </summary>
    public long? ProportionalBytes { get; init; }

    /// <summary>How many of the resident bytes no other process has.</summary>
    public long? PrivateBytes { get; init; }

    /// <summary>How many of the resident bytes other processes have, too: shared memory, and code of programs and libraries.</summary>
    public long? SharedBytes { get; init; }
}
