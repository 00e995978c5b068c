namespace ObjectServer;

/// <summary>
/// The server knows the caller and does not let it do what it asked. Nothing was run. Trying again does not help; the server's
/// configuration says who may do what.
/// </summary>
/// <param name="message">What was asked, what was found, what to do.</param>
/// <param name="innerException">What caused it, if anything did.</param>
public sealed class AccessDeniedException(string message, Exception? innerException = null) : ObjectServerException(message, innerException);
