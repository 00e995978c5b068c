using System.Net.Sockets;

namespace ObjectServer.Client.Link;

/// <summary>Connections to Unix sockets for what speaks HTTP over them.</summary>
internal static class UnixStream
{
    /// <summary>Connects.</summary>
    /// <param name="path">Of the socket.</param>
    /// <param name="connected">Told of the socket before it is used; null for nobody.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    public static async ValueTask<Stream> ConnectAsync(string path, Action<Socket>? connected, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel).ConfigureAwait(false);
            connected?.Invoke(socket);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
