using ObjectServer.Client.Session;
using ObjectServer.Contract;

namespace ObjectServer.Client.Proxy;

/// <summary>A proxy of the other side's handler of an event: who raises the event waits for nobody.</summary>
internal sealed class HandlerProxy : DelegateProxy
{
    private readonly EventQueue _queue;
    private readonly ContractMember _member;

    /// <param name="contract">What the delegate type says.</param>
    /// <param name="handle">What the proxy holds.</param>
    public HandlerProxy(ContractModel contract, RemoteHandle handle)
        : base(contract)
    {
        _member = contract.Members[0];
        _queue = handle.Session.Events.Add(handle.Reference.ObjectId);
    }

    /// <inheritdoc/>
    public override object? Invoke(object?[] arguments)
    {
        _queue.Post(_member, arguments);
        return null;
    }
}
