using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using ObjectServer.Wire;

namespace ObjectServer.Client.Link;

/// <summary>
/// A link over gRPC, on TCP or a Unix socket. Control and calls share one HTTP/2 connection; bulk has one of its own, opened when it
/// is first needed, so that a large value cannot fill the connection that small calls go through.
/// </summary>
internal sealed class GrpcLink : ILink
{
    /// <summary>The window of a stream, on both sides: large enough that a chunked value never waits for a window update on a fast link.</summary>
    public const int StreamWindowBytes = 4 * 1024 * 1024;

    private readonly LinkAddress _address;
    private readonly TlsTrust? _trust;
    private readonly Lazy<GrpcChannel> _small;
    private readonly Lazy<GrpcChannel> _bulk;
    private PeerProcess? _server;

    public GrpcLink(LinkAddress address, ObjectClientOptions? options = null)
    {
        _address = address;
        if (address.Uri is { Scheme: "https" } uri) _trust = new TlsTrust(options ?? new ObjectClientOptions(), uri.OriginalString);
        _small = new Lazy<GrpcChannel>(CreateChannel);
        _bulk = new Lazy<GrpcChannel>(CreateChannel);
    }

    /// <inheritdoc/>
    public bool HasServerEnded => _server is { HasEnded: true };

    /// <summary>The connection that small calls go by, for single requests. The link's to dispose of.</summary>
    public CallInvoker Requests => _small.Value.CreateCallInvoker();

    /// <summary>What a failure to connect means for the caller; null when TLS has nothing to do with it.</summary>
    public Exception? Explain(Exception failure) => _trust?.Explain(failure);

    /// <inheritdoc/>
    public ValueTask<ILane> OpenAsync(Lane lane, CancellationToken cancel)
    {
        GrpcChannel channel = (lane == Lane.Bulk ? _bulk : _small).Value;
        CallInvoker invoker = channel.CreateCallInvoker();
        return new ValueTask<ILane>(new GrpcLane(invoker.AsyncDuplexStreamingCall(FrameBatches.Link, null, default), _trust));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (_small.IsValueCreated) _small.Value.Dispose();
        if (_bulk.IsValueCreated) _bulk.Value.Dispose();
        return ValueTask.CompletedTask;
    }

    private GrpcChannel CreateChannel()
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            EnableMultipleHttp2Connections = true,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            InitialHttp2StreamWindowSize = StreamWindowBytes,
        };
        if (_trust is not null) handler.SslOptions = _trust.Authentication();
        if (_address.Path is { } path) handler.ConnectCallback = (_, cancel) => ConnectUnixAsync(path, cancel);
        return GrpcChannel.ForAddress(_address.Uri ?? new Uri("http://localhost"), new GrpcChannelOptions
        {
            HttpHandler = handler,
            DisposeHttpClient = true,
            MaxReceiveMessageSize = FrameBatches.MaxMessageBytes,
            MaxSendMessageSize = FrameBatches.MaxMessageBytes,
            MaxRetryAttempts = null,
        });
    }

    private async ValueTask<Stream> ConnectUnixAsync(string path, CancellationToken cancel)
    {
        try
        {
            return await UnixStream.ConnectAsync(path, socket => _server ??= PeerProcess.Of(socket), cancel).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            throw new IOException($"The socket {path} cannot be connected to: {e.Message}.", e);
        }
    }
}
