namespace ObjectServer.Tool;

/// <summary>What a command waits for did not happen in the time that it was given.</summary>
internal sealed class NotInTimeException(string message) : Exception(message);
