using ObjectServer.Session;

namespace ObjectServer.Admin;

/// <summary>Ends sessions for administrators. Whoever asks must have the right to, which is not looked at here. Calls may overlap.</summary>
internal sealed class SessionKick(ServerCore server, ServerView view)
{
    /// <summary>How long a reason may be.</summary>
    public const int MostReasonCharacters = 200;

    /// <summary>
    /// Ends a session as if its client had died: its calls are cancelled, and what it held is given back. Its client is told within a second, if it
    /// reads; completes when the session has ended.
    /// </summary>
    /// <param name="number">The session's number.</param>
    /// <param name="by">Who does it, for the log.</param>
    /// <param name="address">From where.</param>
    /// <param name="reason">Why; told to the client. Empty for nothing.</param>
    /// <returns>What its client calls itself; null when there is no such session.</returns>
    /// <exception cref="ArgumentException">The reason is longer than <see cref="MostReasonCharacters"/>.</exception>
    public async Task<string?> RunAsync(ulong number, string by, string address, string reason)
    {
        if (reason.Length > MostReasonCharacters) throw new ArgumentException($"The reason has {reason.Length} characters; it may have {MostReasonCharacters}.");
        if (view.SessionOf(number) is not { } session) return null;
        reason = ClientName.Of(reason, MostReasonCharacters);
        server.Log.SessionKicked(by, address, session.Id, session.ClientName, reason);
        await session.KickAsync(new SessionEndedException(
            $"An administrator of the server has ended the session{(reason.Length > 0 ? $": {reason}" : ".")}{(reason.Length > 0 && !reason.EndsWith('.') ? "." : "")} "
            + "What it held was given back. The next request begins another session."));
        return session.ClientName;
    }
}
