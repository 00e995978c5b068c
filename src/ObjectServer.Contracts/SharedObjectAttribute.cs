namespace ObjectServer;

/// <summary>
/// Makes a class creatable by clients under a type name, once its assembly is registered with a server. The class must
/// implement at least one <see cref="SharedContractAttribute">shared contract</see>.
/// </summary>
/// <param name="name">Type name that clients give; unique within a server, compared ordinally, not empty.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SharedObjectAttribute(string name) : Attribute
{
    /// <summary>The type name.</summary>
    public string Name { get; } = name;

    /// <summary>How calls on one instance may overlap. Default: <see cref="ObjectConcurrency.Serialized"/>.</summary>
    public ObjectConcurrency Concurrency { get; init; } = ObjectConcurrency.Serialized;
}
