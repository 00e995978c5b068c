using System.Dynamic;
using System.Linq.Expressions;
using ObjectServer.Wire;

namespace ObjectServer.Client.Proxy.Described;

/// <summary>
/// What reading an event of a dynamic proxy gives: <c>d.Changed += handler</c> reads it, adds the handler, and writes it back. Adding
/// and taking away are calls of the object; the rest asks nobody.
/// </summary>
internal sealed class DescribedEvent(DynamicProxy proxy, string name) : IDynamicMetaObjectProvider
{
    /// <inheritdoc/>
    public DynamicMetaObject GetMetaObject(Expression parameter) => new DescribedEventBinding(parameter, this);

    /// <summary>Whether it is that event of that object.</summary>
    public bool IsOf(DynamicProxy other, string member) => proxy.Equals(other) && name == member;

    /// <inheritdoc/>
    public override string ToString() => $"event {name} of {proxy}";

    /// <summary>Adds a handler.</summary>
    internal DescribedEvent Add(object? handler) => Change(MemberKind.Adder, handler);

    /// <summary>Takes a handler away that is equal to this one.</summary>
    internal DescribedEvent Remove(object? handler) => Change(MemberKind.Remover, handler);

    /// <summary>What any other use of it fails with.</summary>
    internal InvalidOperationException Misused() => new(
        $"{name} of {proxy.Handle.Remote.Name} is an event: a handler is added by d.{name} += handler, and taken away by d.{name} -= handler.");

    private DescribedEvent Change(MemberKind kind, object? handler)
    {
        proxy.ChangeEvent(name, kind, handler);
        return this;
    }
}
