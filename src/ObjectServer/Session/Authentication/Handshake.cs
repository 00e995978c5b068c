using Google.Protobuf;
using ObjectServer.Wire;

namespace ObjectServer.Session.Authentication;

/// <summary>
/// The beginning of one lane, until it is known whose it is. It reads one message, and one more that brings a proof; nothing but hellos
/// and attaches is decoded.
/// </summary>
/// <param name="server">The server.</param>
/// <param name="sessions">The sessions that lanes can be attached to.</param>
/// <param name="keys">The keys of which a client must prove one.</param>
/// <param name="lane">The lane.</param>
/// <param name="limit">How long all of it may take.</param>
internal sealed class Handshake(ServerCore server, SessionTable sessions, KeyRing keys, ILane lane, CancellationToken limit)
{
    /// <summary>
    /// What the lane begins with: an <see cref="Admission"/>, a <see cref="Resumption"/> or an <see cref="Attachment"/>; null when the peer has gone.
    /// </summary>
    /// <exception cref="AuthenticationFailedException">The client could not prove what it must.</exception>
    /// <exception cref="ProtocolException">It does not keep to the protocol, or sends what cannot be read.</exception>
    /// <exception cref="IOException">It ends the link in the middle.</exception>
    public async Task<object?> RunAsync(SessionPeer peer) => await NextAsync() switch
    {
        Hello { ResumeSession.IsEmpty: false } hello => await ResumeAsync(hello, peer),
        Hello hello => await AdmitAsync(hello, peer),
        Attach attach => await AttachAsync(attach, peer),
        _ => null,
    };

    /// <summary>Sends one message of the handshake.</summary>
    public Task SendAsync(FrameKind kind, IMessage message) => FrameBatches.SendAsync(lane, kind, message, limit);

    /// <summary>What each welcome says, whatever else it is for.</summary>
    public Welcome NewWelcome() => new()
    {
        Protocol = ProtocolVersion.Current,
        Server = ByteString.CopyFrom(Identity),
        Generation = server.Identity.Generation,
    };

    /// <summary>Demands that a client speaks this server's protocol.</summary>
    /// <exception cref="ProtocolException">It does not.</exception>
    public static void CheckProtocol(uint protocol)
    {
        if (protocol != ProtocolVersion.Current) throw new ProtocolException($"The client speaks protocol {protocol}; this server speaks {ProtocolVersion.Current}.");
    }

    /// <summary>Demands that a client's nonce is one.</summary>
    /// <exception cref="ProtocolException">It has another length.</exception>
    public static void CheckNonce(ByteString nonce)
    {
        if (nonce.Length == HandshakeProof.NonceBytes) return;
        throw new ProtocolException($"The client's nonce has {nonce.Length} bytes; it must have {HandshakeProof.NonceBytes}.");
    }

    /// <summary>What a client is told that has no such session.</summary>
    public static AuthenticationFailedException NoSession() => new("There is no session of that id and secret; it may have ended.");

    private byte[] Identity => server.Identity.Id.ToByteArray(bigEndian: true);

    private async Task<Admission> AdmitAsync(Hello hello, SessionPeer peer)
    {
        CheckProtocol(hello.Protocol);
        if (!keys.AsksForKey) return new Admission(hello, Principal.Of(peer), null, []);
        if (hello.Nonce.IsEmpty) return peer.IsOwnProcess ? new Admission(hello, Principal.OwnProcess, null, []) : throw KeyRing.Missing();
        CheckNonce(hello.Nonce);
        byte[] challenge = await ChallengeAsync();
        IMessage answer = await NextAsync() ?? throw CutShort();
        if (answer is not Hello second) throw new ProtocolException("A hello that proves the key belongs behind the server's challenge.");
        var proof = HandshakeProof.OfSession(hello.Nonce.Span, challenge, Identity, server.Identity.Generation, hello.KeyName);
        Principal principal = keys.Check(hello.KeyName, proof, second.Authentication.Span);
        byte[] key = keys.Find(hello.KeyName);
        return new Admission(hello, peer.Certificate is null ? principal : Principal.Of(peer), proof.Secret(key), proof.OfServer(key));
    }

    private async Task<Resumption> ResumeAsync(Hello hello, SessionPeer peer)
    {
        CheckProtocol(hello.Protocol);
        CheckNonce(hello.Nonce);
        byte[] challenge = await ChallengeAsync();
        IMessage answer = await NextAsync() ?? throw CutShort();
        if (answer is not Hello second) throw new ProtocolException("A hello that proves the session's secret belongs behind the server's challenge.");
        var proof = HandshakeProof.OfResumption(hello.Nonce.Span, challenge, hello.ResumeSession.Span);
        ServerSession session = Proven(hello.ResumeSession, peer, proof, second.Authentication);
        return new Resumption(session, second.Received, proof.OfServer(session.Secret));
    }

    private async Task<Attachment> AttachAsync(Attach attach, SessionPeer peer)
    {
        CheckNonce(attach.Nonce);
        byte[] challenge = HandshakeProof.NewNonce();
        await SendAsync(FrameKind.Attached, new Attached { Challenge = ByteString.CopyFrom(challenge) });
        IMessage answer = await NextAsync() ?? throw CutShort();
        if (answer is not Attach second) throw new ProtocolException("An attach that proves the session's secret belongs behind the server's challenge.");
        var proof = HandshakeProof.OfLane(attach.Nonce.Span, challenge, attach.Session.Span, attach.Lane, attach.Link);
        ServerSession session = Proven(attach.Session, peer, proof, second.Authentication);
        return new Attachment(session, attach.Link, attach.Lane, second.Received, proof.OfServer(session.Secret));
    }

    private async Task<byte[]> ChallengeAsync()
    {
        byte[] challenge = HandshakeProof.NewNonce();
        Welcome welcome = NewWelcome();
        welcome.Challenge = ByteString.CopyFrom(challenge);
        await SendAsync(FrameKind.Welcome, welcome);
        return challenge;
    }

    private ServerSession Proven(ByteString id, SessionPeer peer, HandshakeProof proof, ByteString given) =>
        sessions.Find(id.Span) is { } session && session.Principal.MayUse(peer) && proof.IsOfClient(session.Secret, given.Span) ? session : throw NoSession();

    private static IOException CutShort() => new("The client ended the link instead of proving what it was asked to.");

    private async Task<IMessage?> NextAsync()
    {
        using var message = new FirstMessage(await lane.ReadAsync(limit));
        return message.Parse();
    }
}
