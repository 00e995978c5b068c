namespace ObjectServer.Session.Authentication;

/// <summary>A client that has come back to its session by a new link.</summary>
/// <param name="Session">The session, whose secret the client has proven.</param>
/// <param name="Received">How many bytes of the control lane the client has received.</param>
/// <param name="Proof">The server's own proof, for the client.</param>
internal sealed record Resumption(ServerSession Session, ulong Received, byte[] Proof);
