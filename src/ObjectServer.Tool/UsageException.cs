namespace ObjectServer.Tool;

/// <summary>What is wrong with the command line or the environment, in words for who has written it.</summary>
internal sealed class UsageException(string message) : Exception(message);
