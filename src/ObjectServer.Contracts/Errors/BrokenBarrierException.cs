namespace ObjectServer;

/// <summary>
/// A barrier is broken: somebody has waited there for longer than he would, its action has failed, it was aborted, or it was reset while the caller
/// waited. After <see cref="ISharedBarrier.Reset"/> it can be used again.
/// </summary>
/// <param name="message">What was asked, what was found, what to do.</param>
/// <param name="innerException">What caused it, if anything did.</param>
public sealed class BrokenBarrierException(string message, Exception? innerException = null) : ObjectServerException(message, innerException);
