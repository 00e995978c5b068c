using Google.Protobuf;
using Grpc.Core;
using ObjectServer.Client;
using ObjectServer.Client.Link;
using ObjectServer.Errors;
using ObjectServer.Wire;

namespace ObjectServer.Tool.Administration;

/// <summary>A session of the unary service, by which the server's administrators' service is asked.</summary>
internal sealed class AdminConnection : IAsyncDisposable
{
    // Ending the session is a courtesy, which nobody waits for long.
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private readonly GrpcLink _link;
    private readonly string _address;
    private readonly Wire.Objects.ObjectsClient _objects;
    private readonly Wire.Admin.AdminClient _admin;
    private Metadata _session = [];

    private AdminConnection(GrpcLink link, string address)
    {
        _link = link;
        _address = address;
        _objects = new Wire.Objects.ObjectsClient(link.Requests);
        _admin = new Wire.Admin.AdminClient(link.Requests);
    }

    /// <summary>Opens a session.</summary>
    /// <exception cref="ServerUnavailableException">No object server answers there.</exception>
    /// <exception cref="AuthenticationFailedException">The two could not prove to each other that they know the same key.</exception>
    public static async Task<AdminConnection> OpenAsync(string address, ObjectClientOptions options, CancellationToken cancel)
    {
        LinkAddress parsed = LinkAddress.Parse(address);

        // The socket link serves sessions alone; gRPC is on the same socket.
        if (parsed.Kind == LinkKind.Socket) parsed = parsed with { Kind = LinkKind.GrpcUnix };
        var connection = new AdminConnection(new GrpcLink(parsed, options), address);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(options.ConnectTimeout);
            connection._session = new Metadata { { UnaryMetadata.Session, await connection.BeginAsync(options, limit.Token) } };
            return connection;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            await connection._link.DisposeAsync();
            throw new ServerUnavailableException($"The server at {address} did not answer within {options.ConnectTimeout}.");
        }
        catch
        {
            await connection._link.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes a request.</summary>
    /// <exception cref="AccessDeniedException">The server has rules, and none lets this client administer it.</exception>
    /// <exception cref="ServerUnavailableException">The server was lost.</exception>
    public Task<T> AskAsync<T>(Func<Wire.Admin.AdminClient, CallOptions, AsyncUnaryCall<T>> request, CancellationToken cancel) =>
        RunAsync(async () => await request(_admin, new CallOptions(_session, cancellationToken: cancel)), cancel);

    /// <summary>Makes a request that is answered by a stream, and hands on what comes.</summary>
    /// <inheritdoc cref="AskAsync" path="/exception"/>
    public Task ReadAsync<T>(Func<Wire.Admin.AdminClient, CallOptions, AsyncServerStreamingCall<T>> request, Action<T> take, CancellationToken cancel) => RunAsync(
        async () =>
        {
            using AsyncServerStreamingCall<T> call = request(_admin, new CallOptions(_session, cancellationToken: cancel));
            while (await call.ResponseStream.MoveNext(cancel)) take(call.ResponseStream.Current);
            return true;
        },
        cancel);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(LastWords);
        try
        {
            if (_session.Count > 0) await _objects.CloseAsync(new CloseRequest(), new CallOptions(_session, cancellationToken: limit.Token));
        }
        catch (RpcException)
        {
            // The server is gone, or has ended the session itself; else its lease runs out.
        }

        await _link.DisposeAsync();
    }

    private async Task<string> BeginAsync(ObjectClientOptions options, CancellationToken cancel)
    {
        byte[]? key = options.AuthKey is { } text ? HandshakeProof.KeyOf(text) : null;
        var request = new OpenRequest { Protocol = ProtocolVersion.Current, ClientName = options.ClientName, Administers = true };
        if (key is not null)
        {
            request.Nonce = ByteString.CopyFrom(HandshakeProof.NewNonce());
            request.KeyName = options.AuthKeyName ?? "";
        }

        OpenReply reply = await OpenAsync(request, cancel);
        if (key is null) return reply.Token;

        // One that asks for no key may be anybody.
        if (reply.Challenge.IsEmpty) throw DoesNotKnowKey();
        var proof = HandshakeProof.OfOpen(request.Nonce.Span, reply.Challenge.Span, reply.Server.Span, reply.Generation, request.KeyName);
        request.Challenge = reply.Challenge;
        request.Proof = ByteString.CopyFrom(proof.OfClient(key));
        OpenReply opened = await OpenAsync(request, cancel);
        return opened.Server == reply.Server && opened.Generation == reply.Generation && proof.IsOfServer(key, opened.Proof.Span) ? opened.Token : throw DoesNotKnowKey();
    }

    private Task<OpenReply> OpenAsync(OpenRequest request, CancellationToken cancel) =>
        RunAsync(async () => await _objects.OpenAsync(request, new CallOptions(cancellationToken: cancel)), cancel);

    private async Task<T> RunAsync<T>(Func<Task<T>> request, CancellationToken cancel)
    {
        try
        {
            return await request();
        }
        catch (RpcException e)
        {
            cancel.ThrowIfCancellationRequested();
            throw Translate(e);
        }
    }

    private Exception Translate(RpcException failure)
    {
        if (failure.Trailers.GetValueBytes(UnaryMetadata.Error) is { } error) return new ErrorTranslator(new ExceptionRegistry()).FromWire(Error.Parser.ParseFrom(error));
        if (_link.Explain(failure) is { } refused) return refused;
        return failure.StatusCode == StatusCode.Unimplemented
            ? new ProtocolException($"The server at {_address} has no service for administrators: it is of an earlier version, or no object server.", failure)
            : new ServerUnavailableException($"No object server answers at {_address}: {failure.Status.Detail}", failure);
    }

    private AuthenticationFailedException DoesNotKnowKey() => new(
        $"What answers at {_address} could not prove that it knows the key: it is not the server that is meant. Nothing but the handshake was sent to it.");
}
