namespace ObjectServer;

/// <summary>
/// Marks an interface whose instances travel by reference: whoever receives one as an argument, a result or a property value
/// gets a proxy to the one live object, never a copy of it. The interface is read once, when it is first used; everything in it
/// that cannot be remote is reported together, in one <see cref="InvalidContractException"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Interface, Inherited = false)]
public sealed class SharedContractAttribute : Attribute;
