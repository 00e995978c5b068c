namespace ObjectServer.Client.Session;

/// <summary>The server does not have the session any more, or is another one: no other link will find it.</summary>
internal sealed class SessionLostException(string message) : Exception(message);
