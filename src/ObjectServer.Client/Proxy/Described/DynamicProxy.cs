using System.Dynamic;
using System.Linq.Expressions;
using System.Text.Json.Serialization;
using ObjectServer.Client.Session;
using ObjectServer.Wire;

namespace ObjectServer.Client.Proxy.Described;

/// <summary>
/// A proxy for callers that have no contract: what is done with it by name is looked up in the server's description and called. Only
/// what a program writes is a call: comparing it, its text form and its member names ask nobody.
/// </summary>
[JsonConverter(typeof(ProxyConverter))]
internal sealed class DynamicProxy : SharedProxy, IDynamicMetaObjectProvider
{
    private readonly DescribedContract _contract;

    public DynamicProxy(DescribedContract contract, RemoteHandle handle)
    {
        _contract = contract;
        Bind(handle);
    }

    /// <inheritdoc/>
    public DynamicMetaObject GetMetaObject(Expression parameter) => new DynamicProxyBinding(parameter, this);

    /// <summary>What the server says of the object.</summary>
    internal DescribedContract Contract => _contract;

    /// <summary>The names of the object's methods, properties and events.</summary>
    internal IReadOnlyList<string> MemberNames() => _contract.Names;

    /// <summary>Reads a property. What reading an event gives is for += and -=, and reading it is no call.</summary>
    internal object? GetMember(string name) => _contract.HasEvent(name) ? new DescribedEvent(this, name) : Call(name, MemberKind.Getter, [], CallForm.Plain);

    /// <summary>Writes a property. What += and -= have made of an event is written back to it, which does nothing more.</summary>
    internal void SetMember(string name, object? value)
    {
        if (value is DescribedEvent changed && changed.IsOf(this, name)) return;
        Call(name, MemberKind.Setter, [value], CallForm.Plain);
    }

    /// <summary>Adds a handler to an event, or takes one from it.</summary>
    internal void ChangeEvent(string name, MemberKind kind, object? handler) => Call(name, kind, [handler], CallForm.Plain);

    /// <summary>Calls a method. What it leaves in variables then stands in the places of these arguments.</summary>
    internal object? InvokeMember(string name, object?[] arguments, CallForm form) => Call(name, MemberKind.Method, arguments, form);

    /// <summary>Reads an indexer.</summary>
    internal object? GetIndex(object?[] keys, CallForm form) => Call("", MemberKind.Getter, keys, form);

    /// <summary>Writes an indexer.</summary>
    internal void SetIndex(object?[] keysAndValue, CallForm form) => Call("", MemberKind.Setter, keysAndValue, form);

    private object? Call(string name, MemberKind kind, object?[] arguments, CallForm form)
    {
        ArgumentBinding binding = _contract.Bind(name, kind, arguments, form);
        object? result = binding.Member.Call(this, binding.Arguments);
        if (form.Variables.Count > 0) binding.GiveBack(arguments, form);
        return result;
    }
}
