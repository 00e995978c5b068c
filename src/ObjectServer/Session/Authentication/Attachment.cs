using ObjectServer.Wire;

namespace ObjectServer.Session.Authentication;

/// <summary>A further lane of a session.</summary>
/// <param name="Session">The session, whose secret the lane's client has proven.</param>
/// <param name="Link">The number of the link that the lane is to belong to.</param>
/// <param name="Lane">Which lane it is to be.</param>
/// <param name="Received">How many bytes of it the client has received.</param>
/// <param name="Proof">The server's own proof, for the client.</param>
internal sealed record Attachment(ServerSession Session, uint Link, Lane Lane, ulong Received, byte[] Proof);
