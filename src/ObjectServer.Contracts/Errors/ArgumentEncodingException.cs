namespace ObjectServer;

/// <summary>
/// An argument, a result or a property value could not be written, or what arrived is not a value of the declared type. Thrown at
/// the caller. When an argument is at fault the member did not run; when it was the result the member did run, and the message
/// says so. Change the value or the declared type; making the same call again fails again.
/// </summary>
/// <param name="message">What was to be written or read, what was found, what to do.</param>
/// <param name="parameterName">The parameter at fault; null if it is the result, or not known.</param>
/// <param name="innerException">What caused it, if anything did.</param>
public sealed class ArgumentEncodingException(string message, string? parameterName = null, Exception? innerException = null)
    : ObjectServerException(message, innerException)
{
    /// <summary>The parameter at fault; null if it is the result, or not known.</summary>
    public string? ParameterName { get; } = parameterName;
}
