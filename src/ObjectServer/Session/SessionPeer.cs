using ObjectServer.Wire;

namespace ObjectServer.Session;

/// <summary>Who is at the other end of a connection.</summary>
/// <param name="Address">For people: address and port, or the socket.</param>
/// <param name="IsLocal">It is on this machine, by a loopback address or a Unix socket.</param>
/// <param name="IsOwnProcess">It is in this process.</param>
/// <param name="Certificate">Subject of the certificate that its TLS connection has proven; null for none.</param>
/// <param name="Process">The process at the other end of a Unix socket; null where it is not known.</param>
internal readonly record struct SessionPeer(
    string Address, bool IsLocal, bool IsOwnProcess = false, string? Certificate = null, PeerProcess? Process = null);
