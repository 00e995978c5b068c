namespace MonteCarlo.Callers;

/// <summary>
/// The first line that a caller process is given: all it needs to find the replicas, and not a byte of their state. It goes through
/// standard input, because arguments of a process can be read by others.
/// </summary>
/// <param name="Address">Address of the server.</param>
/// <param name="AuthKey">The server's key; null when it asks for none.</param>
/// <param name="References">Text form of the reference to each replica, by number.</param>
internal sealed record CallerGreeting(string Address, string? AuthKey, string[] References);
