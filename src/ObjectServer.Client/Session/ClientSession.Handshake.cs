using System.Net.Sockets;
using Google.Protobuf;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <content>
/// The beginning of the session and of each lane. With a key, both sides prove that they know it before anything else is said, and nothing
/// but the answers of a handshake is decoded until the server has done so.
/// </content>
internal sealed partial class ClientSession
{
    // The session's secret: from the server, or computed by both sides from the key.
    private byte[] _secret = [];

    private async Task<Welcome> GreetAsync(ILane lane, Hello hello, CancellationToken cancel)
    {
        byte[]? key = Options.AuthKey is { } text ? HandshakeProof.KeyOf(text) : null;
        if (key is not null)
        {
            hello.Nonce = ByteString.CopyFrom(HandshakeProof.NewNonce());
            hello.KeyName = Options.AuthKeyName ?? "";
        }

        await SendAsync(lane, FrameKind.Hello, hello, cancel).ConfigureAwait(false);
        Welcome first = await FirstAsync(lane, FrameKind.Welcome, Welcome.Parser, cancel).ConfigureAwait(false);
        if (first.Protocol != ProtocolVersion.Current)
            throw new ProtocolException($"The server at {Address} speaks protocol {first.Protocol}; this client speaks {ProtocolVersion.Current}.");
        if (key is null)
        {
            _secret = first.Token.ToByteArray();
            return first.Challenge.IsEmpty ? first : throw new ProtocolException($"The server at {Address} asks a client without a key to prove one.");
        }

        if (first.Challenge.Length != HandshakeProof.NonceBytes)
        {
            throw new AuthenticationFailedException(
                $"The server at {Address} does not ask for a key, though this client has one: it is another server than the one that is meant, "
                + $"or it was started without its key. Give it the key, or leave {nameof(ObjectClientOptions)}.{nameof(ObjectClientOptions.AuthKey)} out.");
        }

        var proof = HandshakeProof.OfSession(hello.Nonce.Span, first.Challenge.Span, first.Server.Span, first.Generation, hello.KeyName);
        var answer = new Hello { Protocol = ProtocolVersion.Current, Authentication = ByteString.CopyFrom(proof.OfClient(key)) };
        await SendAsync(lane, FrameKind.Hello, answer, cancel).ConfigureAwait(false);
        Welcome welcome = await FirstAsync(lane, FrameKind.Welcome, Welcome.Parser, cancel).ConfigureAwait(false);
        bool isSame = welcome.Protocol == first.Protocol && welcome.Server == first.Server && welcome.Generation == first.Generation;
        if (!isSame || !proof.IsOfServer(key, welcome.Authentication.Span)) throw DoesNotKnowKey();
        _secret = proof.Secret(key);
        return welcome;
    }

    /// <summary>Comes back to the session on the control lane of a new link.</summary>
    private async Task<Welcome> GreetAgainAsync(ILane lane, CancellationToken cancel)
    {
        byte[] nonce = HandshakeProof.NewNonce();
        await SendAsync(
            lane, FrameKind.Hello, new Hello { Protocol = ProtocolVersion.Current, ResumeSession = _welcome.Session, Nonce = ByteString.CopyFrom(nonce) }, cancel).ConfigureAwait(false);
        Welcome first = await FirstAsync(lane, FrameKind.Welcome, Welcome.Parser, cancel).ConfigureAwait(false);
        if (first.Server != _welcome.Server || first.Generation != _welcome.Generation)
            throw new SessionLostException($"The server at {Address} is another one than before, or was started anew.");
        if (first.Challenge.Length != HandshakeProof.NonceBytes) throw DoesNotKnowSecret();
        var proof = HandshakeProof.OfResumption(nonce, first.Challenge.Span, _welcome.Session.Span);
        var answer = new Hello { Protocol = ProtocolVersion.Current, Authentication = ByteString.CopyFrom(proof.OfClient(_secret)), Received = ControlLane.Received.Position };
        await SendAsync(lane, FrameKind.Hello, answer, cancel).ConfigureAwait(false);
        Welcome welcome = await FirstAsync(lane, FrameKind.Welcome, Welcome.Parser, cancel).ConfigureAwait(false);
        return proof.IsOfServer(_secret, welcome.Authentication.Span) ? welcome : throw DoesNotKnowSecret();
    }

    /// <summary>Attaches a lane; how much of it the server has received.</summary>
    private async Task<ulong> ProveAsync(ILane opened, Lane lane, uint link, ulong received, CancellationToken cancel)
    {
        byte[] nonce = HandshakeProof.NewNonce();
        var attach = new Attach { Session = _welcome.Session, Link = link, Lane = lane, Nonce = ByteString.CopyFrom(nonce) };
        await SendAsync(opened, FrameKind.Attach, attach, cancel).ConfigureAwait(false);
        Attached first = await FirstAsync(opened, FrameKind.Attached, Attached.Parser, cancel).ConfigureAwait(false);
        if (first.Challenge.Length != HandshakeProof.NonceBytes) throw DoesNotKnowSecret();
        var proof = HandshakeProof.OfLane(nonce, first.Challenge.Span, _welcome.Session.Span, lane, link);
        var answer = new Attach { Authentication = ByteString.CopyFrom(proof.OfClient(_secret)), Received = received };
        await SendAsync(opened, FrameKind.Attach, answer, cancel).ConfigureAwait(false);
        Attached attached = await FirstAsync(opened, FrameKind.Attached, Attached.Parser, cancel).ConfigureAwait(false);
        return proof.IsOfServer(_secret, attached.Authentication.Span) ? attached.Received : throw DoesNotKnowSecret();
    }

    private AuthenticationFailedException DoesNotKnowSecret() => new(
        $"What answers at {Address} could not prove that it knows the session's secret: it is not the server that the session began with.");

    private AuthenticationFailedException DoesNotKnowKey() => new(
        $"What answers at {Address} could not prove that it knows the key: it is not the server that is meant. Nothing but the handshake was sent to it.");

    // A server that speaks TLS ends a connection without it, and has no way to say why.
    private static string TlsHint(string address, Exception failure)
    {
        if (!address.StartsWith("http:", StringComparison.OrdinalIgnoreCase)) return "";
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } or SocketException { SocketErrorCode: SocketError.ConnectionReset })
                return " It ended the connection at once: if it speaks TLS, the address is https://.";
        }

        return "";
    }

    private static async Task SendAsync(ILane lane, FrameKind kind, IMessage message, CancellationToken cancel)
    {
        try
        {
            await FrameBatches.SendAsync(lane, kind, message, cancel).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // Whoever answers may have refused the lane unread, and closed it: the reason is there to be read. Else reading fails in its turn.
        }
    }

    private async Task<T> FirstAsync<T>(ILane lane, FrameKind kind, MessageParser<T> parser, CancellationToken cancel)
        where T : IMessage<T>
    {
        FrameBuffer message = await lane.ReadAsync(cancel).ConfigureAwait(false) ?? throw new IOException("The server ended the connection at once.");
        try
        {
            return First(message, kind, parser);
        }
        catch (Exception e) when (Unreadable.Is(e))
        {
            throw new ProtocolException($"The server at {Address} sent a handshake that cannot be read: {e.Message}", e);
        }
        finally
        {
            message.Release();
        }
    }

    private T First<T>(FrameBuffer message, FrameKind kind, MessageParser<T> parser)
        where T : IMessage<T>
    {
        if (message.Length > FrameBatches.MaxHandshakeBytes)
            throw new ProtocolException($"The server at {Address} sent {message.Length} bytes for {kind}; a handshake takes at most {FrameBatches.MaxHandshakeBytes}.");
        var cursor = new FrameCursor(message.Span);
        if (!cursor.MoveNext()) throw new ProtocolException($"The server at {Address} sent an empty message for {kind}.");
        if (cursor.Kind == FrameKind.Goodbye) throw Refusal(Error.Parser.ParseFrom(cursor.Body));
        if (cursor.Kind != kind) throw new ProtocolException($"The server at {Address} sent {cursor.Kind} where {kind} belongs.");
        return parser.ParseFrom(cursor.Body);
    }

    // Whoever answers may be anybody yet: what it says becomes no exception of the application's.
    private Exception Refusal(Error error) => error.Code is ErrorCode.Invocation
        ? new ProtocolException($"The server at {Address} refused the session for a reason that no handshake has.")
        : Errors.FromWire(error);
}
