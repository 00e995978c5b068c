using Google.Protobuf;
using ObjectServer.Session;
using ObjectServer.Session.Authentication;
using ObjectServer.Wire;

namespace ObjectServer.Service;

/// <summary>Opens sessions of the unary service: in one step, or in two where the client has to prove a key. Calls may overlap.</summary>
internal sealed class OpenHandshake(ServerCore server, UnarySessionTable sessions, KeyRing keys)
{
    private readonly OpenChallenges _challenges = new(server);

    /// <summary>Answers an open.</summary>
    /// <exception cref="AuthenticationFailedException">The client could not prove the key.</exception>
    /// <exception cref="LimitExceededException">There are as many sessions as are allowed.</exception>
    /// <exception cref="ProtocolException">The request does not keep to the protocol.</exception>
    public OpenReply Answer(OpenRequest request, SessionPeer peer)
    {
        Handshake.CheckProtocol(request.Protocol);
        if (!keys.AsksForKey) return Open(request, peer, Principal.Of(peer));
        try
        {
            return AnswerToKey(request, peer);
        }
        catch (AuthenticationFailedException e)
        {
            server.Log.OpenRefused(peer.Address, e.Message);
            throw;
        }
    }

    private OpenReply AnswerToKey(OpenRequest request, SessionPeer peer)
    {
        if (request.Nonce.IsEmpty) throw KeyRing.Missing();
        Handshake.CheckNonce(request.Nonce);
        if (request.Challenge.IsEmpty) return Reply(reply => reply.Challenge = ByteString.CopyFrom(_challenges.Issue(request.Nonce.Span, request.KeyName)));
        if (!_challenges.IsValid(request.Challenge.Span, request.Nonce.Span, request.KeyName)) throw NoChallenge();
        var proof = HandshakeProof.OfOpen(request.Nonce.Span, request.Challenge.Span, Identity(), server.Identity.Generation, request.KeyName);
        Principal principal = keys.Check(request.KeyName, proof, request.Proof.Span);
        if (!_challenges.TryUse(request.Challenge.Span)) throw NoChallenge();
        OpenReply opened = Open(request, peer, peer.Certificate is null ? principal : Principal.Of(peer));
        opened.Proof = ByteString.CopyFrom(proof.OfServer(keys.Find(request.KeyName)));
        return opened;
    }

    private static AuthenticationFailedException NoChallenge() => new(
        "The challenge is not one that this server gave for that nonce and name of a key, or it is too old, or was used before. "
        + "Begin anew: call Open without a challenge.");

    private OpenReply Open(OpenRequest request, SessionPeer peer, Principal principal)
    {
        UnarySession session = sessions.Open(request.ClientName, peer, principal);
        return Reply(reply =>
        {
            reply.Token = SessionToken.Write(session.Id, session.Secret);
            reply.LeaseMs = (uint)Math.Min(server.Options.UnaryLease.TotalMilliseconds, uint.MaxValue);
            reply.Address = server.Address.Value ?? "";
        });
    }

    private OpenReply Reply(Action<OpenReply> complete)
    {
        var reply = new OpenReply { Server = ByteString.CopyFrom(Identity()), Generation = server.Identity.Generation };
        complete(reply);
        return reply;
    }

    private byte[] Identity() => server.Identity.Id.ToByteArray(bigEndian: true);
}
