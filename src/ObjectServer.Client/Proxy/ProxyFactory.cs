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
    /// <param name="contract">The contract.</param>
    /// <param name="handle">What the proxy holds.</param>
    /// <param name="isHandler">It is a delegate that has subscribed to an event.</param>
    public static SharedProxy Create(ContractModel contract, RemoteHandle handle, bool isHandler = false)
    {
        SharedProxy proxy = ContractModel.IsDelegate(contract.Interface)
            ? isHandler ? new HandlerProxy(contract, handle) : new DelegateProxy(contract)
            : (SharedProxy)Generator.CreateInterfaceProxyWithoutTarget(contract.Interface, Options, ProxyInterceptor.Of(contract));
        proxy.Bind(handle);
        if (!_hasMade) Volatile.Write(ref _hasMade, true);
        return proxy;
    }

    /// <summary>Builds the type that a contract's proxies have, and looks its members up, before there is a proxy.</summary>
    /// <param name="contract">The contract; not a delegate.</param>
    public static Type Prepare(ContractModel contract)
    {
        _ = ProxyInterceptor.Of(contract);
        return Generator.ProxyBuilder.CreateInterfaceProxyTypeWithoutTarget(contract.Interface, [], Options);
    }

    /// <summary>Something else that implements a contract: its members go to <paramref name="interceptor"/>.</summary>
    /// <typeparam name="TBase">What it derives from.</typeparam>
    /// <param name="contract">The contract.</param>
    /// <param name="options">They name <typeparamref name="TBase"/>; the same ones each time.</param>
    /// <param name="interceptor">Answers its members.</param>
    public static TBase Create<TBase>(ContractModel contract, ProxyGenerationOptions options, IInterceptor interceptor)
        where TBase : class =>
        (TBase)Generator.CreateInterfaceProxyWithoutTarget(contract.Interface, options, interceptor);
}
