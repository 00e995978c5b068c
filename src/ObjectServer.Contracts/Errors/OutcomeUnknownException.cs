namespace ObjectServer;

/// <summary>
/// The server was lost after the call had been sent and before its result arrived: it may have run, or not, or in part. Make the
/// call again only if running it twice does no harm; otherwise look at the state it was to change.
/// </summary>
/// <param name="message">What was asked, what was found, what to do.</param>
/// <param name="innerException">What caused it, if anything did.</param>
public sealed class OutcomeUnknownException(string message, Exception? innerException = null) : ObjectServerException(message, innerException);
