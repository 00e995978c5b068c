using ObjectServer.Client.Session.Holds;
using ObjectServer.Service;
using ObjectServer.Session;

namespace ObjectServer.Admin;

/// <summary>All sessions at one moment, and which of them something is of. For one listing.</summary>
internal sealed class SessionLabels
{
    private readonly Dictionary<SessionHolds, SessionLabel> _labels = [];

    /// <param name="sessions">The sessions that have lanes.</param>
    /// <param name="unarySessions">Those of the unary service.</param>
    public SessionLabels(SessionTable sessions, UnarySessionTable unarySessions)
    {
        All = [.. sessions.All, .. unarySessions.All];
        foreach (IOpenSession session in All)
        {
            if (session.References.Holds is { } holds) _labels[holds] = Of(session);
        }
    }

    /// <summary>The sessions.</summary>
    public IReadOnlyList<IOpenSession> All { get; }

    /// <summary>How a session is called.</summary>
    public static SessionLabel Of(IOpenSession session) => new(session.Number, session.ClientName, session.AwayFor);

    /// <summary>Whose that is; the server's own for null, and for a session that has ended meanwhile.</summary>
    public SessionLabel Of(SessionHolds? holds) => holds is not null && _labels.TryGetValue(holds, out SessionLabel? label) ? label : SessionLabel.Server;
}
