namespace ObjectServer.Service;

/// <summary>A member threw; the inner exception is what. Keeps it apart from what the server itself refuses.</summary>
internal sealed class MemberFailedException(Exception thrown) : Exception(thrown.Message, thrown);
