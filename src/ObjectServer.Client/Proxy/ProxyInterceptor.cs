using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.CompilerServices;
using Castle.DynamicProxy;
using ObjectServer.Contract;

namespace ObjectServer.Client.Proxy;

/// <summary>What every proxy of one contract does with a call: looks the member up and lets its caller go on. One per contract.</summary>
internal sealed class ProxyInterceptor : IInterceptor
{
    private static readonly ConditionalWeakTable<ContractModel, ProxyInterceptor> Interceptors = [];

    private readonly FrozenDictionary<MethodInfo, MemberCaller> _callers;
    private readonly FrozenDictionary<MethodInfo, Lazy<Func<object, object?[], object?>>> _bodies;

    private ProxyInterceptor(ContractModel contract)
    {
        _callers = contract.Members.ToFrozenDictionary(member => member.Method, MemberCaller.Create);
        _bodies = contract.Local.ToFrozenDictionary(pair => pair.Key, pair => new Lazy<Func<object, object?[], object?>>(() => LocalBody.Compile(pair.Value)));
    }

    /// <summary>The interceptor of a contract.</summary>
    public static ProxyInterceptor Of(ContractModel contract) => Interceptors.GetValue(contract, static model => new ProxyInterceptor(model));

    /// <inheritdoc/>
    public void Intercept(IInvocation invocation)
    {
        var proxy = (SharedProxy)invocation.Proxy;
        if (_callers.TryGetValue(invocation.Method, out MemberCaller? caller))
        {
            invocation.ReturnValue = caller.Call(proxy, invocation.Arguments);
            return;
        }

        if (invocation.Method.IsGenericMethod && _callers.TryGetValue(invocation.Method.GetGenericMethodDefinition(), out caller))
        {
            invocation.ReturnValue = ((GenericCaller)caller).Call(invocation.Method, proxy, invocation.Arguments);
            return;
        }

        if (_bodies.TryGetValue(invocation.Method, out Lazy<Func<object, object?[], object?>>? body))
        {
            invocation.ReturnValue = body.Value(proxy, invocation.Arguments);
            return;
        }

        // The only members of a contract that are not its own and can be called are those by which it says that it can be disposed of.
        Type? declaring = invocation.Method.DeclaringType;
        if (declaring != typeof(IDisposable) && declaring != typeof(IAsyncDisposable)) throw Unwritable(invocation.Method, proxy);
        proxy.Release();
        if (invocation.Method.ReturnType == typeof(ValueTask)) invocation.ReturnValue = ValueTask.CompletedTask;
    }

    // Ordinary code does not come here: init accessors run while an object is made, and no initializer makes a proxy.
    private static MemberNotFoundException Unwritable(MethodInfo method, SharedProxy proxy) => new(
        $"{method.Name} of {proxy.Handle.Remote.Name} is an init accessor, which only runs while an object is made: its property can be read, not written.",
        proxy.Handle.Remote.Name,
        method.Name,
        [],
        null);
}
