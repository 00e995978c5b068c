namespace ObjectServer;

/// <summary>
/// An administrator of the server has ended the client's session, and with it all that it held and waited for. What was under way fails with
/// <see cref="OutcomeUnknownException"/> and what was not sent with <see cref="ServerUnavailableException"/>, each with this inside. The next
/// request of the client begins a new session; references and locks must be obtained again.
/// </summary>
/// <param name="message">Who has ended it, and why.</param>
/// <param name="innerException">What caused it, if anything did.</param>
public sealed class SessionEndedException(string message, Exception? innerException = null) : ObjectServerException(message, innerException);
