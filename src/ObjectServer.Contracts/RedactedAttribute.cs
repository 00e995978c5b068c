namespace ObjectServer;

/// <summary>
/// Asks that values are not shown to who looks at a server, as the dashboard and the command line's <c>get</c> do: "redacted" stands there instead. On a class the command line does not see it. On a property
/// it speaks of that property; on a contract or a class that is shared, of all properties of its objects; on a type of values, of every property
/// of that type, arrays and collections of it included. It hides nothing from clients that may use the object: they get the values they ask for.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Interface | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum, Inherited = true)]
public sealed class RedactedAttribute : Attribute;
