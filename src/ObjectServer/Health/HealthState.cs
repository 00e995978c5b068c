namespace ObjectServer.Health;

/// <summary>How a server is. Nothing more is told to who asks.</summary>
/// <param name="IsLive">Its calls are answered; a server that is not live does not recover by waiting.</param>
/// <param name="IsReady">It takes new sessions besides.</param>
internal readonly record struct HealthState(bool IsLive, bool IsReady)
{
    /// <summary>It works.</summary>
    public static HealthState Serving { get; } = new(IsLive: true, IsReady: true);

    /// <summary>It answers, and takes no new sessions.</summary>
    public static HealthState NotReady { get; } = new(IsLive: true, IsReady: false);

    /// <summary>A call was not answered.</summary>
    public static HealthState Hanging { get; } = new(IsLive: false, IsReady: false);
}
