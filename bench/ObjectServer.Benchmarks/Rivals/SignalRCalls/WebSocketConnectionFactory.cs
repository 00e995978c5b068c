using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;

namespace ObjectServer.Benchmarks.Rivals.SignalRCalls;

/// <summary>Connects a hub's client by a WebSocket at once, without negotiating.</summary>
/// <param name="address">A TCP address or a Unix socket.</param>
internal sealed class WebSocketConnectionFactory(string address) : IConnectionFactory
{
    /// <inheritdoc/>
    public async ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var socket = new ClientWebSocket();
        var invoker = new HttpMessageInvoker(HttpConnections.Create(address), disposeHandler: true);
        try
        {
            await socket.ConnectAsync(((UriEndPoint)endpoint).Uri, invoker, cancellationToken);
            return new WebSocketConnection(socket, invoker);
        }
        catch
        {
            socket.Dispose();
            invoker.Dispose();
            throw;
        }
    }
}
