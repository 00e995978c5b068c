namespace ObjectServer.Objects;

/// <summary>A constructor threw; the inner exception is what. Keeps it apart from what the server itself refuses.</summary>
internal sealed class ConstructorFailedException(Exception thrown) : Exception(thrown.Message, thrown);
