namespace ObjectServer.Errors;

/// <summary>An exception that arrives as itself.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Create">Makes one with the remote message, and with the remote exception inside it.</param>
internal sealed record KnownException(Type Type, Func<Wire.Error, RemoteInvocationException, Exception> Create);
