namespace ObjectServer.Contract;

/// <summary>
/// Which members of a class are shared where no interface says so, by name: a method with all its overloads, a property with its
/// accessors, "Item" for indexers. Nothing that is not selected is. Filled while a type is registered, and then not changed any more.
/// </summary>
internal sealed class ClassSelection
{
    private readonly Dictionary<string, ReturnedType> _returns = new(StringComparer.Ordinal);

    /// <summary>Every public member is selected, but for <see cref="Excepted"/>.</summary>
    public bool AllPublic { get; set; }

    /// <summary>Selected by name.</summary>
    public SortedSet<string> Named { get; } = new(StringComparer.Ordinal);

    /// <summary>Left out by name.</summary>
    public SortedSet<string> Excepted { get; } = new(StringComparer.Ordinal);

    /// <summary>The members whose results go by reference, and as which registered types.</summary>
    public IReadOnlyDictionary<string, ReturnedType> Returns => _returns;

    /// <summary>Whether members of that name are shared.</summary>
    public bool Includes(string name) => (AllPublic || Named.Contains(name)) && !Excepted.Contains(name);

    /// <summary>The results of members of that name go by reference.</summary>
    public void Return(string name, string typeName) => _returns[name] = new ReturnedType(typeName);

    /// <summary>The registered type that results of members of that name go as; null for those that go as what they are.</summary>
    public ReturnedType? ReturnedAs(string name) => _returns.GetValueOrDefault(name);
}
