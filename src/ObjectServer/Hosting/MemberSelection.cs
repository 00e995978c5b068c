using ObjectServer.Contract;

namespace ObjectServer;

/// <summary>
/// Which members of a class without a contract clients may use. Nothing is selected at first. A name stands for a method with all its
/// overloads, for a property with its public accessors, and "Item" for indexers. Only public members of instances can be selected, inherited
/// ones included; never those of <see cref="object"/>, and never Dispose. Used while a type is registered, by one thread.
/// </summary>
public sealed class MemberSelection
{
    internal MemberSelection()
    {
    }

    internal ClassSelection Selected { get; } = new();

    /// <summary>Selects every public method, property and event.</summary>
    public MemberSelection Public()
    {
        Selected.AllPublic = true;
        return this;
    }

    /// <summary>Selects members by name.</summary>
    /// <param name="names">Their names.</param>
    public MemberSelection Only(params string[] names)
    {
        Selected.Named.UnionWith(Checked(names));
        return this;
    }

    /// <summary>Leaves members out, whatever else selects them.</summary>
    /// <param name="names">Their names.</param>
    public MemberSelection Except(params string[] names)
    {
        Selected.Excepted.UnionWith(Checked(names));
        return this;
    }

    /// <summary>
    /// The result of a selected member goes by reference, as an object of a registered type, although its declared type is no contract.
    /// What is shared of it is what that registration says.
    /// </summary>
    /// <param name="member">Name of the method or property.</param>
    /// <param name="typeName">A registered type name; it may be registered later. The object must be of that type's class.</param>
    public MemberSelection Returns(string member, string typeName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(member);
        ArgumentException.ThrowIfNullOrWhiteSpace(typeName);
        Selected.Return(member, typeName);
        return this;
    }

    private static string[] Checked(string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        foreach (string name in names) ArgumentException.ThrowIfNullOrWhiteSpace(name, nameof(names));
        return names;
    }
}
