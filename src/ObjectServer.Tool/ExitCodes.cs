namespace ObjectServer.Tool;

/// <summary>What the program's exit codes mean. They are documented; a number never gets another meaning.</summary>
internal static class ExitCodes
{
    /// <summary>It did what it was asked to.</summary>
    public const int Done = 0;

    /// <summary>Something that should not happen.</summary>
    public const int Unexpected = 1;

    /// <summary>The command line is wrong, or the environment.</summary>
    public const int BadUsage = 2;

    /// <summary>No server answers, or it was lost.</summary>
    public const int Unreachable = 3;

    /// <summary>The server does not know the key, or its rules do not allow it.</summary>
    public const int Refused = 4;

    /// <summary>A file or folder cannot be read, written or taken away.</summary>
    public const int FileFailed = 5;

    /// <summary>The server answered with an error.</summary>
    public const int ServerFailed = 6;

    /// <summary>What was waited for did not happen in time.</summary>
    public const int NotInTime = 7;

    /// <summary>All of them, in one line.</summary>
    public const string Help =
        "0 done, 1 unexpected error, 2 wrong command line or environment, 3 no server answers, 4 refused by the server, 5 a file or folder failed, "
        + "6 the server answered with an error, 7 what was waited for did not happen in time";

    /// <summary>The code of what ended a command.</summary>
    public static int Of(Exception error) => error switch
    {
        UsageException => BadUsage,
        NotInTimeException => NotInTime,
        ServerUnavailableException or OutcomeUnknownException or TimeoutException => Unreachable,
        AuthenticationFailedException or AccessDeniedException => Refused,
        ObjectServerException or { InnerException: RemoteInvocationException } => ServerFailed,
        IOException or UnauthorizedAccessException => FileFailed,
        _ => Unexpected,
    };

    /// <summary>What ended a command, in words for who runs it; all of it where nobody has foreseen it.</summary>
    public static string TextOf(Exception error) => Of(error) == Unexpected ? error.ToString() : error.Message.ReplaceLineEndings(" ");
}
