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

    /// <summary>The names of the object's methods and properties.</summary>
    internal IReadOnlyList<string> MemberNames() => _contract.Names;

    /// <summary>Reads a property.</summary>
    internal object? GetMember(string name) => Call(name, MemberKind.Getter, [], []);

    /// <summary>Writes a property.</summary>
    internal void SetMember(string name, object? value) => Call(name, MemberKind.Setter, [value], []);

    /// <summary>Calls a method.</summary>
    internal object? InvokeMember(string name, object?[] arguments, IReadOnlyList<string> names) => Call(name, MemberKind.Method, arguments, names);

    /// <summary>Reads an indexer.</summary>
    internal object? GetIndex(object?[] keys, IReadOnlyList<string> names) => Call("", MemberKind.Getter, keys, names);

    /// <summary>Writes an indexer.</summary>
    internal void SetIndex(object?[] keysAndValue) => Call("", MemberKind.Setter, keysAndValue, []);

    private object? Call(string name, MemberKind kind, object?[] arguments, IReadOnlyList<string> names)
    {
        ArgumentBinding binding = _contract.Bind(name, kind, arguments, names);
        return binding.Member.Call(this, binding.Arguments);
    }
}
