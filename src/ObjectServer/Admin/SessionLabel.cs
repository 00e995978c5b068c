namespace ObjectServer.Admin;

/// <summary>Which session something is of.</summary>
/// <param name="Number">Its number; 0 for the server's own code, and for a session that has ended meanwhile.</param>
/// <param name="ClientName">What its client calls itself; empty for the server's own code.</param>
/// <param name="AwayFor">For how long it has waited for its client, which has no link; null when it does not.</param>
internal sealed record SessionLabel(ulong Number, string ClientName, TimeSpan? AwayFor)
{
    /// <summary>The server's own code.</summary>
    public static SessionLabel Server { get; } = new(0, "", null);
}
