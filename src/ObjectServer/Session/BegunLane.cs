using ObjectServer.Client.Session;
using ObjectServer.Wire;

namespace ObjectServer.Session;

/// <summary>A lane whose handshake is over.</summary>
/// <param name="Session">The session that it is of.</param>
/// <param name="Link">The link that it belongs to.</param>
/// <param name="Kind">Which lane it is.</param>
/// <param name="Received">How many bytes of it the client has received.</param>
internal sealed record BegunLane(ServerSession Session, SessionLink Link, Lane Kind, ulong Received);
