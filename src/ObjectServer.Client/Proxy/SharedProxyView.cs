using ObjectServer.Client.Session;

namespace ObjectServer.Client.Proxy;

/// <summary>What a debugger shows of a proxy: local facts, so that looking at it calls no property of the remote object.</summary>
internal sealed class SharedProxyView(SharedProxy proxy)
{
    public ObjectReference Reference { get; } = proxy.Handle.Reference;

    public string Contract { get; } = proxy.Handle.Remote.Name;

    public bool Released { get; } = proxy.Handle.IsReleased;

    public string Server { get; } = proxy.Handle.Session is ClientSession client ? client.Address : proxy.Handle.Session.PeerName;
}
