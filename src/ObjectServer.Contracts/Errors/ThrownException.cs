using ObjectServer.Contract;

namespace ObjectServer.Errors;

/// <summary>
/// What an exception says, taken so that nothing it does can break the taking: an application may override any of its properties.
/// An exception that came from another server and is thrown on is told as that server told it, however many servers it passes.
/// </summary>
/// <param name="TypeName">Full name of the type that was thrown first.</param>
/// <param name="Message">Its message.</param>
/// <param name="Stack">Its stack trace, the most remote part first.</param>
/// <param name="Inner">What is inside it.</param>
internal readonly record struct ThrownException(string TypeName, string Message, string? Stack, IReadOnlyList<Exception> Inner)
{
    /// <summary>What <paramref name="exception"/> says.</summary>
    public static ThrownException Of(Exception exception)
    {
        string typeName = TypeNames.Of(exception.GetType());
        string message = Text(() => exception.Message);
        string stack = Text(() => exception.StackTrace);
        if (exception is AggregateException aggregate)
            return new ThrownException(typeName, message, stack, aggregate.InnerExceptions);

        RemoteInvocationException? remote = exception as RemoteInvocationException
            ?? (exception.InnerException is RemoteInvocationException inside && inside.RemoteTypeName == typeName && inside.Message == message
                ? inside
                : null);
        return remote is null
            ? new ThrownException(typeName, message, stack, Single(exception.InnerException))
            : new ThrownException(remote.RemoteTypeName, message, Joined(remote.RemoteStack, stack), Single(remote.InnerException));
    }

    /// <summary>Adds what the type of <paramref name="exception"/> knows besides its message.</summary>
    public static void WriteDetails(Exception exception, ErrorDetails details)
    {
        if (exception is ArgumentException argument)
            details.Add("parameter", TextOrNull(() => argument.ParamName));
        if (exception is ArgumentOutOfRangeException range)
            details.Add("actual_value", TextOrNull(() => range.ActualValue?.ToString()));
    }

    /// <summary>
    /// The message that an <see cref="AggregateException"/> was made with: its Message also lists the messages of
    /// <paramref name="inner"/>, and lists them again when it is made anew.
    /// </summary>
    public static string MessageWithout(string message, IReadOnlyList<Exception> inner)
    {
        int listed = inner.Count > 0 ? message.IndexOf($" ({inner[0].Message})", StringComparison.Ordinal) : -1;
        return listed < 0 ? message : message[..listed];
    }

    private static IReadOnlyList<Exception> Single(Exception? exception) => exception is null ? [] : [exception];

    private static string? Joined(string? remote, string local) =>
        string.IsNullOrEmpty(remote) ? local
        : local.Length == 0 ? remote
        : $"{remote.TrimEnd()}{Environment.NewLine}--- Passed on by ---{Environment.NewLine}{local}";

    private static string Text(Func<string?> read) => TextOrNull(read) ?? "";

    private static string? TextOrNull(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (Exception e)
        {
            return $"(could not be read: {e.GetType().Name})";
        }
    }
}
