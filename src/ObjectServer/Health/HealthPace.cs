namespace ObjectServer.Health;

/// <summary>How often a server asks itself how it is, and how long it waits for the answer.</summary>
/// <param name="Fresh">How long an answer holds.</param>
/// <param name="Limit">How long a call may take. The first one also begins a session, on a machine that may be busy with starting.</param>
internal sealed record HealthPace(TimeSpan Fresh, TimeSpan Limit)
{
    /// <summary>What holds unless a test says otherwise.</summary>
    public static HealthPace Default { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
}
