namespace ObjectServer;

/// <summary>
/// The other side broke the protocol, or sent a request that cannot be understood: another version, another program on that
/// address, or a fault in one of the two. The session cannot go on as it was; check that both sides run compatible versions.
/// </summary>
/// <param name="message">What was asked, what was found, what to do.</param>
/// <param name="innerException">What caused it, if anything did.</param>
public sealed class ProtocolException(string message, Exception? innerException = null) : ObjectServerException(message, innerException);
