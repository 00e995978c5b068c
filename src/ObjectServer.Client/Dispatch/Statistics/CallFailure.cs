namespace ObjectServer.Dispatch.Statistics;

/// <summary>An error that a member's call ended with. Arguments and results are not in it, but for what the message itself says.</summary>
/// <param name="At">When.</param>
/// <param name="Type">The full name of the exception's type.</param>
/// <param name="Message">The first characters of its message.</param>
internal sealed record CallFailure(DateTimeOffset At, string Type, string Message)
{
    /// <summary>How many characters of a message are kept.</summary>
    public const int MostMessageChars = 200;

    /// <summary>An error as it is kept.</summary>
    public static CallFailure Of(Exception error, DateTimeOffset at) => new(at, error.GetType().FullName ?? error.GetType().Name, Cut(error.Message));

    private static string Cut(string message)
    {
        message = message.ReplaceLineEndings(" ");
        if (message.Length <= MostMessageChars) return message;

        // Not between the halves of a surrogate pair.
        int length = char.IsHighSurrogate(message[MostMessageChars - 2]) ? MostMessageChars - 2 : MostMessageChars - 1;
        return string.Concat(message.AsSpan(0, length), "…");
    }
}
