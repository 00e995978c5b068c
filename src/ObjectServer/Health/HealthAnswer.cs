namespace ObjectServer.Health;

/// <summary>How health is told over HTTP: a status for programs and a word for people.</summary>
/// <param name="Status">200, or 503.</param>
/// <param name="Text">One line.</param>
internal readonly record struct HealthAnswer(int Status, string Text)
{
    /// <summary>The address of readiness, below which are those of readiness and liveness.</summary>
    public const string Path = "/healthz";

    /// <summary>Readiness, by its own name.</summary>
    public const string Ready = "/ready";

    /// <summary>Liveness.</summary>
    public const string Live = "/live";

    /// <summary>The answer.</summary>
    public static HealthAnswer Of(bool serves) => serves ? new(StatusCodes.Status200OK, "serving\n") : new(StatusCodes.Status503ServiceUnavailable, "not serving\n");

    /// <summary>The answer to a path; null when it is none of health's.</summary>
    public static HealthAnswer? Of(string path, HealthState state) => path switch
    {
        Path or Path + Ready => Of(state.IsReady),
        Path + Live => Of(state.IsLive),
        _ => null,
    };
}
