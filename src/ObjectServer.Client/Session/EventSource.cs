using ObjectServer.Contract;

namespace ObjectServer.Client.Session;

/// <summary>
/// An object of the other side to whose event something has subscribed. It holds nothing: a subscription does not keep the object that it
/// belongs to, or both sides would keep each other for ever.
/// </summary>
/// <param name="Session">The session that the object is reached through.</param>
/// <param name="Reference">The object.</param>
/// <param name="Contract">The contract that the subscriber uses it by; null when that is known by its description alone.</param>
internal sealed record EventSource(SessionSide Session, ObjectReference Reference, ContractModel? Contract)
{
    /// <summary>The proxy of it: the one that is in use, or a new one.</summary>
    public object Proxy => Contract is null
        ? Session.References.Proxies.InUseDescribed(Reference)
        : Session.References.Proxies.InUse(Reference, Contract);
}
