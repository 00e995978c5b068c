using System.Runtime.CompilerServices;
using ObjectServer.Contract;

namespace ObjectServer.Client.Proxy;

/// <summary>A proxy of the other side's delegate. What user code has in hand is <see cref="Delegate"/>, which keeps the proxy.</summary>
internal class DelegateProxy : SharedProxy
{
    private static readonly ConditionalWeakTable<Delegate, DelegateProxy> Proxies = [];

    private readonly MemberCaller _caller;

    /// <param name="contract">What the delegate type says.</param>
    public DelegateProxy(ContractModel contract)
    {
        var form = DelegateForm.Of(contract);
        _caller = form.Caller;
        Delegate = form.Bind(this);
        Proxies.Add(Delegate, this);
    }

    /// <summary>Calls the other side's delegate. The same one for as long as anybody has it.</summary>
    public Delegate Delegate { get; }

    /// <summary>The proxy that a delegate calls; null for a delegate of this side.</summary>
    public static DelegateProxy? Find(Delegate called) => Proxies.TryGetValue(called, out DelegateProxy? proxy) ? proxy : null;

    /// <summary>Makes the call.</summary>
    public virtual object? Invoke(object?[] arguments) => _caller.Call(this, arguments);
}
