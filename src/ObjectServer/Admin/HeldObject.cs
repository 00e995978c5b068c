namespace ObjectServer.Admin;

/// <summary>An object that a session holds.</summary>
/// <param name="Object">Its id.</param>
/// <param name="Name">Its name; empty for an unnamed one.</param>
/// <param name="Type">Its type.</param>
/// <param name="References">How many references the session holds.</param>
internal sealed record HeldObject(ulong Object, string Name, string Type, long References);
