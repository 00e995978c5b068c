namespace ObjectServer.Session;

/// <summary>Who is at the other end of a connection.</summary>
/// <param name="Address">For people: address and port, or the socket.</param>
/// <param name="IsLocal">It is on this machine, by a loopback address or a Unix socket.</param>
internal readonly record struct SessionPeer(string Address, bool IsLocal);
