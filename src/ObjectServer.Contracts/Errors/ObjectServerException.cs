namespace ObjectServer;

/// <summary>The base of every error that ObjectServer itself reports.</summary>
public abstract class ObjectServerException : Exception
{
    /// <summary>Creates the error with a message that says what was asked, what was found and what to do.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">What caused it, if anything did.</param>
    protected ObjectServerException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
