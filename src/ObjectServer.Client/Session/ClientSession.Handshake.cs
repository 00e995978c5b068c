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
    // Ample for names, nonces, proofs and the reason of a refusal.
    private const int MostHandshakeBytes = 64 * 1024;

    // The session's secret, where both sides have computed it from the key.
    private byte[]? _secret;

    private async Task<Welcome> GreetAsync(ILane lane, LaneWriter writer, Hello hello, CancellationToken cancel)
    {
        byte[]? key = Options.AuthKey is { } text ? HandshakeProof.KeyOf(text) : null;
        if (key is not null)
        {
            hello.Nonce = ByteString.CopyFrom(HandshakeProof.NewNonce());
            hello.KeyName = Options.AuthKeyName ?? "";
        }

        Send(writer, FrameKind.Hello, hello);
        Welcome first = await FirstAsync(lane, FrameKind.Welcome, Welcome.Parser, cancel).ConfigureAwait(false);
        if (first.Protocol != Protocol)
            throw new ProtocolException($"The server at {Address} speaks protocol {first.Protocol}; this client speaks {Protocol}.");
        if (key is null) return first.Challenge.IsEmpty ? first : throw new ProtocolException($"The server at {Address} asks a client without a key to prove one.");
        if (first.Challenge.Length != HandshakeProof.NonceBytes)
        {
            throw new AuthenticationFailedException(
                $"The server at {Address} does not ask for a key, though this client has one: it is another server than the one that is meant, "
                + $"or it was started without its key. Give it the key, or leave {nameof(ObjectClientOptions)}.{nameof(ObjectClientOptions.AuthKey)} out.");
        }

        var proof = HandshakeProof.OfSession(hello.Nonce.Span, first.Challenge.Span, first.Server.Span, first.Generation, hello.KeyName);
        Send(writer, FrameKind.Hello, new Hello { Protocol = Protocol, Authentication = ByteString.CopyFrom(proof.OfClient(key)) });
        Welcome welcome = await FirstAsync(lane, FrameKind.Welcome, Welcome.Parser, cancel).ConfigureAwait(false);
        bool isSame = welcome.Protocol == first.Protocol && welcome.Server == first.Server && welcome.Generation == first.Generation;
        if (!isSame || !proof.IsOfServer(key, welcome.Authentication.Span)) throw DoesNotKnowKey();
        _secret = proof.Secret(key);
        return welcome;
    }

    private async Task<LaneWriter> AttachAsync(Lane lane, CancellationToken cancel)
    {
        ILane opened = await OpenLaneAsync(lane, cancel).ConfigureAwait(false);
        var writer = new LaneWriter(opened, Broken);
        if (_secret is null)
        {
            Send(writer, FrameKind.Attach, new Attach { Session = _welcome.Session, Token = _welcome.Token, Lane = lane });
            await FirstAsync(opened, FrameKind.Attached, Attached.Parser, cancel).ConfigureAwait(false);
        }
        else
        {
            await ProveAsync(opened, writer, lane, _secret, cancel).ConfigureAwait(false);
        }

        StartReader(opened, lane);
        return writer;
    }

    private async Task ProveAsync(ILane opened, LaneWriter writer, Lane lane, byte[] secret, CancellationToken cancel)
    {
        byte[] nonce = HandshakeProof.NewNonce();
        Send(writer, FrameKind.Attach, new Attach { Session = _welcome.Session, Lane = lane, Nonce = ByteString.CopyFrom(nonce) });
        Attached first = await FirstAsync(opened, FrameKind.Attached, Attached.Parser, cancel).ConfigureAwait(false);
        if (first.Challenge.Length != HandshakeProof.NonceBytes) throw DoesNotKnowKey();
        var proof = HandshakeProof.OfLane(nonce, first.Challenge.Span, _welcome.Session.Span, lane);
        Send(writer, FrameKind.Attach, new Attach { Authentication = ByteString.CopyFrom(proof.OfClient(secret)) });
        Attached attached = await FirstAsync(opened, FrameKind.Attached, Attached.Parser, cancel).ConfigureAwait(false);
        if (!proof.IsOfServer(secret, attached.Authentication.Span)) throw DoesNotKnowKey();
    }

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

    private static void Send(LaneWriter writer, FrameKind kind, IMessage message)
    {
        writer.Append(kind, message);
        writer.Flush();
    }

    private async Task<T> FirstAsync<T>(ILane lane, FrameKind kind, MessageParser<T> parser, CancellationToken cancel)
        where T : IMessage<T>
    {
        FrameBuffer message = await lane.ReadAsync(cancel).ConfigureAwait(false) ?? throw new IOException("The server ended the connection at once.");
        try
        {
            return First(message, kind, parser);
        }
        finally
        {
            message.Release();
        }
    }

    private T First<T>(FrameBuffer message, FrameKind kind, MessageParser<T> parser)
        where T : IMessage<T>
    {
        if (message.Length > MostHandshakeBytes)
            throw new ProtocolException($"The server at {Address} sent {message.Length} bytes for {kind}; a handshake takes at most {MostHandshakeBytes}.");
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
