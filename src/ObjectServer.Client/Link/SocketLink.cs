using System.Net.Sockets;
using ObjectServer.Wire;

namespace ObjectServer.Client.Link;

/// <summary>
/// A link over a Unix socket without HTTP: each lane is a connection of its own that carries frames and nothing else. Calls go by a
/// connection that threads wait in or look after, the others by asynchronous ones.
/// </summary>
internal sealed class SocketLink(string path) : ILink
{
    // In this process. Each more is a thread that wants to run together with all others: with hundreds of busy ones, nothing else has its turn for long.
    private const int MostReaders = 2;

    private static int _readers;

    private PeerProcess? _server;

    /// <inheritdoc/>
    public bool HasServerEnded => _server is { HasEnded: true };

    /// <inheritdoc/>
    public async ValueTask<ILane> OpenAsync(Lane lane, CancellationToken cancel)
    {
        // A connect may wait while the server's backlog is full, and an asynchronous one would make the socket non-blocking for good.
        Socket socket = await Task.Run(() => Connect(lane), cancel).ConfigureAwait(false);
        return lane == Lane.Calls ? CallsLane(socket) : new SocketLane(socket);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // One whose caller can read the answer himself, for the first few sessions; the others share a few threads, where there is such a thing.
    private static ILane CallsLane(Socket socket)
    {
        if (Interlocked.Increment(ref _readers) > MostReaders)
        {
            Interlocked.Decrement(ref _readers);
            if (PolledSocketLane.TryCreate(socket) is { } polled) return polled;
            Interlocked.Increment(ref _readers);
        }

        return new BlockingSocketLane(socket, onClosing: static () => Interlocked.Decrement(ref _readers));
    }

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
