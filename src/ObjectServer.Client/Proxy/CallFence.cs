using ObjectServer.Client.Session;

namespace ObjectServer.Client.Proxy;

/// <summary>The lock that guards the calls of a proxy, as its holder has it.</summary>
/// <param name="Session">Whose session holds it.</param>
/// <param name="Lock">The id of the lock.</param>
/// <param name="Token">The fencing token.</param>
internal sealed record CallFence(SessionSide Session, ulong Lock, ulong Token);
