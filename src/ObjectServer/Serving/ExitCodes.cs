namespace ObjectServer.Serving;

/// <summary>What the program's exit codes mean. They are documented; a number never gets another meaning.</summary>
internal static class ExitCodes
{
    /// <summary>It served, and drained when it was told to.</summary>
    public const int Done = 0;

    /// <summary>Something that should not happen.</summary>
    public const int Unexpected = 1;

    /// <summary>A flag, a variable or the settings file is wrong, or asks for what is refused.</summary>
    public const int BadSettings = 2;

    /// <summary>A port or socket belongs to another process.</summary>
    public const int AddressInUse = 3;

    /// <summary>An assembly could not be loaded, or what it shares cannot be shared.</summary>
    public const int LoadFailed = 4;

    /// <summary>The initializer threw.</summary>
    public const int InitializerFailed = 5;
}
