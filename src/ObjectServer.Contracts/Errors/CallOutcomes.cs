namespace ObjectServer;

/// <summary>Tells from the exception of a call whether its member ran.</summary>
public static class CallOutcomes
{
    private const string Key = "ObjectServer.CallOutcome";

    /// <summary>
    /// What is known of the call that failed with this exception. A cancelled call and one whose time is over say it of themselves, as far as
    /// that is known; <see cref="ServerUnavailableException"/> means that the call did not run, and whatever a member threw that it did.
    /// May be asked at any time, by several threads at once.
    /// </summary>
    /// <param name="exception">What a call of a proxy failed with.</param>
    public static CallOutcome GetCallOutcome(this Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        if (exception.Data[Key] is CallOutcome known) return known;
        return exception switch
        {
            ServerUnavailableException => CallOutcome.NotExecuted,
            RemoteInvocationException => CallOutcome.Executed,
            ObjectServerException => CallOutcome.Unknown,

            // Exceptions that arrive as themselves.
            { InnerException: RemoteInvocationException } => CallOutcome.Executed,
            _ => CallOutcome.Unknown,
        };
    }

    /// <summary>Notes what is known of the call, in an exception that nobody else has yet.</summary>
    internal static T Mark<T>(this T exception, CallOutcome outcome)
        where T : Exception
    {
        if (outcome != CallOutcome.Unknown) exception.Data[Key] = outcome;
        return exception;
    }

    /// <summary>How an exception's own mark travels; null for none.</summary>
    internal static string? Write(Exception exception) => exception.Data[Key] switch
    {
        CallOutcome.NotSent or CallOutcome.NotExecuted => "not_executed",
        CallOutcome.Executed => "executed",
        _ => null,
    };

    /// <summary>Reads what <see cref="Write"/> wrote; what this version does not know says nothing.</summary>
    internal static CallOutcome Read(string? text) => text switch
    {
        "not_executed" => CallOutcome.NotExecuted,
        "executed" => CallOutcome.Executed,
        _ => CallOutcome.Unknown,
    };
}
