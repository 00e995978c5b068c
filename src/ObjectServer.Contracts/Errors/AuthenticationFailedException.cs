namespace ObjectServer;

/// <summary>
/// The two ends could not prove to each other who they are: a wrong or missing key, a certificate that is not accepted, a session
/// secret that does not match. Nothing was run. Trying again with the same credentials fails again; give the ones that the server
/// was started with.
/// </summary>
/// <param name="message">What was asked, what was found, what to do.</param>
/// <param name="innerException">What caused it, if anything did.</param>
public sealed class AuthenticationFailedException(string message, Exception? innerException = null) : ObjectServerException(message, innerException);
