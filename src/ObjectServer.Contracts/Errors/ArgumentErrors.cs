using System.Runtime.CompilerServices;
using ObjectServer.Wire;

namespace ObjectServer.Errors;

/// <summary>
/// Makes argument exceptions anew. Their constructors add the parameter's name to the message, and some take either the name or the
/// inner exception; here the message arrives as it was, with both.
/// </summary>
internal static class ArgumentErrors
{
    /// <summary>An <see cref="ArgumentException"/>.</summary>
    public static ArgumentException Argument(Error error, Exception inner) =>
        new(PlainMessage(error), error.Details.GetValueOrDefault("parameter"), inner);

    /// <summary>An <see cref="ArgumentNullException"/>.</summary>
    public static ArgumentNullException ArgumentNull(Error error, Exception inner) =>
        error.Details.TryGetValue("parameter", out string? parameter)
            ? With(new ArgumentNullException(parameter, PlainMessage(error)), inner)
            : new ArgumentNullException(error.Message, inner);

    /// <summary>An <see cref="ArgumentOutOfRangeException"/>; the actual value arrives as its text.</summary>
    public static ArgumentOutOfRangeException ArgumentOutOfRange(Error error, Exception inner)
    {
        string? parameter = error.Details.GetValueOrDefault("parameter");
        string? actual = error.Details.GetValueOrDefault("actual_value");
        return parameter is null && actual is null
            ? new ArgumentOutOfRangeException(error.Message, inner)
            : With(new ArgumentOutOfRangeException(parameter, actual, PlainMessage(error)), inner);
    }

    // The message that the constructor took, before the exception added the parameter, and after that the actual value.
    private static string PlainMessage(Error error)
    {
        string message = error.Message;
        if (error.Details.TryGetValue("actual_value", out string? actual))
            message = Without(message, $"{Environment.NewLine}Actual value was {actual}.");
        if (error.Details.TryGetValue("parameter", out string? parameter))
            message = Without(message, $" (Parameter '{parameter}')");
        return message;
    }

    private static string Without(string message, string ending) =>
        message.EndsWith(ending, StringComparison.Ordinal) ? message[..^ending.Length] : message;

    private static T With<T>(T exception, Exception inner)
        where T : ArgumentException
    {
        try
        {
            InnerExceptionOf(exception) = inner;
        }
        catch (MissingFieldException)
        {
            // A later .NET keeps it elsewhere: the exception arrives with its parameter and without the remote stack.
        }

        return exception;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_innerException")]
    private static extern ref Exception? InnerExceptionOf(Exception exception);
}
