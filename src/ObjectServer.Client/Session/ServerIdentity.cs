namespace ObjectServer.Client.Session;

/// <summary>Which server this is, and which start of it.</summary>
/// <param name="Id">The server's identity.</param>
/// <param name="Generation">Milliseconds since 1970 when it was started: larger after each restart.</param>
internal sealed record ServerIdentity(Guid Id, ulong Generation);

