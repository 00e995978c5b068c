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
    public static ArgumentOutOfRangeException ArgumentOutOfRange(Error error, Exception inner) =>
        error.Details.TryGetValue("parameter", out string? parameter)
            ? With(
                new ArgumentOutOfRangeException(parameter, error.Details.GetValueOrDefault("actual_value"), PlainMessage(error)),
                inner)
            : new ArgumentOutOfRangeException(error.Message, inner);

    private static string PlainMessage(Error error)
    {
        if (!error.Details.TryGetValue("parameter", out string? parameter))
            return error.Message;

        int added = error.Message.LastIndexOf($" (Parameter '{parameter}')", StringComparison.Ordinal);
        return added < 0 ? error.Message : error.Message[..added];
    }

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
