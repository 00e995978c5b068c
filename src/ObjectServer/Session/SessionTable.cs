using System.Collections.Concurrent;

namespace ObjectServer.Session;

/// <summary>The sessions of a server that have lanes. Calls may overlap.</summary>
internal sealed class SessionTable(SessionPlaces places)
{
    private readonly ConcurrentDictionary<Guid, ServerSession> _sessions = new();

    /// <summary>All sessions.</summary>
    public IEnumerable<ServerSession> All => _sessions.Values;

    /// <summary>How many there are.</summary>
    public int Count => _sessions.Count;

    /// <summary>Adds a session.</summary>
    /// <exception cref="LimitExceededException">There are as many as are allowed.</exception>
    public void Add(ServerSession session)
    {
        places.Take(session.Client, session.Principal);
        _sessions[session.Id] = session;
    }

    /// <summary>Finds a session by its id, which is no secret; null when there is none.</summary>
    public ServerSession? Find(ReadOnlySpan<byte> id) =>
        id.Length == 16 && _sessions.TryGetValue(new Guid(id, bigEndian: true), out ServerSession? session) ? session : null;

    /// <summary>Ends a session and takes it out.</summary>
    public void End(ServerSession session)
    {
        if (_sessions.TryRemove(session.Id, out _)) places.GiveBack(session.Client, session.Principal);
        session.End();
    }
}
