using Google.Protobuf;
using ObjectServer.Errors;
using ObjectServer.Wire;

namespace ObjectServer.Client.Local;

/// <summary>
/// What a server's initializer threw, as a line of text from the server's process to its parent: type, message, stack and inner exceptions
/// travel as they do in an answer to a call, within the same bounds.
/// </summary>
internal static class StartFailure
{
    /// <summary>How the line begins.</summary>
    public const string Prefix = "objectserver failed: ";

    /// <summary>The line for an exception.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="includeStack">The parent may see stack traces.</param>
    public static string Write(Exception exception, bool includeStack) =>
        Prefix + Convert.ToBase64String(new ErrorTranslator(new ExceptionRegistry()).ToWireFromUser(exception, includeStack).ToByteArray());

    /// <summary>The exception of a line, to be thrown at whoever starts the server.</summary>
    /// <param name="line">The line.</param>
    /// <param name="registry">The exceptions that arrive as themselves.</param>
    public static Exception Read(string line, ExceptionRegistry registry)
    {
        try
        {
            return new ErrorTranslator(registry).FromWire(Error.Parser.ParseFrom(Convert.FromBase64String(line[Prefix.Length..])));
        }
        catch (Exception e) when (e is FormatException or InvalidProtocolBufferException)
        {
            return new ServerUnavailableException("The local server failed to start, and how cannot be read: the program may be of another version.", e);
        }
    }
}
