using System.Net.Sockets;
using ObjectServer.Wire;

namespace ObjectServer.Client.Link;

/// <summary>
/// A link over a Unix socket without HTTP: each lane is a connection of its own that carries frames and nothing else. Calls go by a
/// connection that threads wait in, the others by asynchronous ones.
/// </summary>
internal sealed class SocketLink(string path) : ILink
{
    private PeerProcess? _server;

    /// <inheritdoc/>
    public bool HasServerEnded => _server is { HasEnded: true };

    /// <inheritdoc/>
    public async ValueTask<ILane> OpenAsync(Lane lane, CancellationToken cancel)
    {
        // A connect may wait while the server's backlog is full, and an asynchronous one would make the socket non-blocking for good.
        Socket socket = await Task.Run(() => Connect(lane), cancel).ConfigureAwait(false);
        return lane == Lane.Calls ? new BlockingSocketLane(socket) : new SocketLane(socket);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Socket Connect(Lane lane)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            _server ??= PeerProcess.Of(socket);
            socket.Send(SocketPreface.Of(lane));
            return socket;
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            socket.Dispose();
            throw new IOException($"The socket {path} cannot be connected to: {e.Message}.", e);
        }
    }
}
