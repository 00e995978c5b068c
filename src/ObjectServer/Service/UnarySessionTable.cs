using System.Collections.Concurrent;
using System.Security.Cryptography;
using ObjectServer.Link;
using ObjectServer.Session;
using ObjectServer.Session.Authentication;
using ObjectServer.Wire;

namespace ObjectServer.Service;

/// <summary>The sessions of the unary service. They count with all others against the most there may be. Calls may overlap.</summary>
internal sealed class UnarySessionTable(ServerCore server, SessionPlaces places)
{
    private readonly ConcurrentDictionary<Guid, UnarySession> _sessions = new();

    /// <summary>All sessions.</summary>
    public IEnumerable<UnarySession> All => _sessions.Values;

    /// <summary>How many there are.</summary>
    public int Count => _sessions.Count;

    /// <summary>Starts a session.</summary>
    /// <exception cref="LimitExceededException">There are as many as are allowed.</exception>
    public UnarySession Open(string clientName, SessionPeer peer, Principal principal)
    {
        places.Take(peer, principal);
        var session = new UnarySession(server, clientName, peer, principal, (ended, reason) => End(ended, reason));
        _sessions[session.Id] = session;
        server.Log.SessionStarted(session.Id, session.ClientName, peer.Address);
        session.Renew();
        return session;
    }

    /// <summary>The session whose token a request carries, entered: the caller exits it.</summary>
    /// <exception cref="AuthenticationFailedException">The token is missing or not that of a session.</exception>
    /// <exception cref="LimitExceededException">The session has as many requests under way as are allowed.</exception>
    public UnarySession Enter(string? token, ConnectionInfo connection)
    {
        Span<byte> secret = stackalloc byte[SessionToken.SecretBytes];
        if (string.IsNullOrEmpty(token))
        {
            throw new AuthenticationFailedException(
                $"The request carries no session: call Open, and send its token as the metadata \"{UnaryMetadata.Session}\" with every other call.");
        }

        if (SessionToken.TryRead(token, out Guid id, secret)
            && _sessions.TryGetValue(id, out UnarySession? session)
            && CryptographicOperations.FixedTimeEquals(secret, session.Secret)
            && (session.Principal.Kind != PrincipalKind.Certificate || session.Principal.MayUse(LinkService.Peer(connection)))
            && session.TryEnter())
        {
            return session;
        }

        throw new AuthenticationFailedException("There is no session of that token: it was closed, its lease ran out, or it is of another server. Call Open again.");
    }

    /// <summary>Ends a session and takes it out.</summary>
    /// <inheritdoc cref="UnarySession.End"/>
    public void End(UnarySession session, Exception? reason = null, Exception? neverRan = null)
    {
        if (_sessions.TryRemove(session.Id, out _)) places.GiveBack(session.Client, session.Principal);
        session.End(reason, neverRan);
    }
}
