namespace ObjectServer;

/// <summary>
/// A lock, permit or lease that the caller believed to hold is no longer its own, because its session was away for longer than the
/// server waits. The refused operation did not run. What the lock protects may have changed since: acquire it again and read
/// afresh before going on.
/// </summary>
/// <param name="message">What was asked, what was found, what to do.</param>
/// <param name="innerException">What caused it, if anything did.</param>
public sealed class LockLostException(string message, Exception? innerException = null) : ObjectServerException(message, innerException);
