namespace ObjectServer.Serving;

/// <summary>The server's initializer threw.</summary>
/// <param name="message">For the log.</param>
/// <param name="innerException">What it threw.</param>
internal sealed class InitializerFailedException(string message, Exception innerException) : Exception(message, innerException);
