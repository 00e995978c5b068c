namespace ObjectServer.Contract;

/// <summary>A contract whose objects every server can make, by a class of the library's own.</summary>
/// <param name="typeName">The server's name for the type, without type arguments.</param>
[AttributeUsage(AttributeTargets.Interface, Inherited = false)]
internal sealed class LibraryContractAttribute(string typeName) : Attribute
{
    /// <summary>The server's name for the type, without type arguments.</summary>
    public string TypeName { get; } = typeName;
}
