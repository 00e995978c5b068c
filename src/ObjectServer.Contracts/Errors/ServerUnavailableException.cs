namespace ObjectServer;

/// <summary>
/// The server cannot be reached, is shutting down, or is gone, and the call did not run. It is safe to make the call again once
/// there is a server.
/// </summary>
/// <param name="message">What was asked, what was found, what to do.</param>
/// <param name="innerException">What caused it, if anything did.</param>
public sealed class ServerUnavailableException(string message, Exception? innerException = null) : ObjectServerException(message, innerException);
