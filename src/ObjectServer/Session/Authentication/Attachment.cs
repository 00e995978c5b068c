using ObjectServer.Wire;

namespace ObjectServer.Session.Authentication;

/// <summary>A further lane of a session.</summary>
/// <param name="Session">The session, whose secret the lane's client has proven.</param>
/// <param name="Lane">Which lane it is to be.</param>
/// <param name="Proof">The server's own proof, for the client; empty where none was asked for.</param>
internal sealed record Attachment(ServerSession Session, Lane Lane, byte[] Proof);
