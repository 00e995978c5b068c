using Castle.DynamicProxy;
using ObjectServer.Client.Session;
using ObjectServer.Contract;

namespace ObjectServer.Client.Proxy;

/// <summary>Makes proxies. One generator serves the whole process, so a proxy type is built once per contract.</summary>
internal static class ProxyFactory
{
    private static readonly ProxyGenerator Generator = new(disableSignedModule: true);
    private static readonly ProxyGenerationOptions Options = new() { BaseTypeForInterfaceProxy = typeof(SharedProxy) };

    private static bool _hasMade;

    /// <summary>Whether this process has ever had a proxy.</summary>
    public static bool HasMade => Volatile.Read(ref _hasMade);

    /// <summary>A proxy of <paramref name="contract"/> for what <paramref name="handle"/> holds.</summary>
    public static SharedProxy Create(ContractModel contract, RemoteHandle handle)
    {
        var proxy = (SharedProxy)Generator.CreateInterfaceProxyWithoutTarget(contract.Interface, Options, ProxyInterceptor.Of(contract));
        proxy.Bind(handle);
        if (!_hasMade) Volatile.Write(ref _hasMade, true);
        return proxy;
    }
}
