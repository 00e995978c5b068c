using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace ObjectServer.Link;

/// <summary>
/// Listens on Unix sockets in the web server's place, so that one socket serves both links: connections that begin as the socket link
/// does go to it, all others to the web server as ever.
/// </summary>
internal sealed class UnixTransport(IOptions<SocketTransportOptions> options, ILoggerFactory loggers, SocketLinkServer links)
    : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    /// <inheritdoc/>
    public bool CanBind(EndPoint endpoint) => endpoint is UnixDomainSocketEndPoint;

    /// <inheritdoc/>
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        SocketTransportOptions transport = options.Value;
        Socket listening;
        try
        {
            listening = transport.CreateBoundListenSocket(endpoint);
            listening.Listen(transport.Backlog);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new AddressInUseException(e.Message, e);
        }

        return new ValueTask<IConnectionListener>(new UnixListener(listening, endpoint, Connections(transport), links));
    }

    private SocketConnectionContextFactory Connections(SocketTransportOptions transport) => new(
        new SocketConnectionFactoryOptions
        {
            IOQueueCount = transport.IOQueueCount,
            WaitForDataBeforeAllocatingBuffer = transport.WaitForDataBeforeAllocatingBuffer,
            MaxReadBufferSize = transport.MaxReadBufferSize,
            MaxWriteBufferSize = transport.MaxWriteBufferSize,
            UnsafePreferInlineScheduling = transport.UnsafePreferInlineScheduling,
        },
        loggers.CreateLogger<UnixTransport>());
}
