using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ObjectServer.Benchmarks.Processes;

namespace ObjectServer.Benchmarks.Sessions;

/// <summary>Stands between a client and a server, hands on what they say, and cuts all their connections when it is told to.</summary>
internal sealed class CutRelay : IDisposable
{
    private const int BufferBytes = 64 * 1024;

    private readonly Socket _listening;
    private readonly EndPoint _server;
    private readonly string? _path;
    private readonly ConcurrentDictionary<Socket, bool> _open = new();

    private CutRelay(Socket listening, EndPoint server, string? path, string address)
    {
        _listening = listening;
        _server = server;
        _path = path;
        Address = address;
        _ = AcceptAsync();
    }

    /// <summary>Where clients connect to it.</summary>
    public string Address { get; }

    /// <summary>Listens.</summary>
    public static CutRelay Start(ServedProcess served, Transport transport)
    {
        if (transport == Transport.Tcp)
        {
            Socket tcp = Listen(new IPEndPoint(IPAddress.Loopback, 0));
            var server = new IPEndPoint(IPAddress.Parse(served.Tcp.Host), served.Tcp.Port);
            return new CutRelay(tcp, server, null, $"http://{tcp.LocalEndPoint}");
        }

        string path = $"{served.Socket}.relay";
        return new CutRelay(Listen(new UnixDomainSocketEndPoint(path)), new UnixDomainSocketEndPoint(served.Socket), path, $"unix:{path}");
    }

    /// <summary>Cuts all connections there are; further ones are handed on.</summary>
    public void Cut()
    {
        foreach (Socket socket in _open.Keys) socket.Dispose();
        _open.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listening.Dispose();
        Cut();
        if (_path is not null) File.Delete(_path);
    }

    private static Socket Listen(EndPoint at)
    {
        Socket listening = For(at);
        listening.Bind(at);
        listening.Listen();
        return listening;
    }

    private static Socket For(EndPoint at) => at.AddressFamily == AddressFamily.Unix
        ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
        : new Socket(at.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = RelayAsync(await _listening.AcceptAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is over.
        }
    }

    private async Task RelayAsync(Socket client)
    {
        Socket server = For(_server);
        _open[client] = true;
        _open[server] = true;
        try
        {
            await server.ConnectAsync(_server);
            await await Task.WhenAny(HandOnAsync(client, server), HandOnAsync(server, client));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // One of the two is gone, and the other one goes with it.
        }

        foreach (Socket socket in (Socket[])[client, server])
        {
            _open.TryRemove(socket, out _);
            socket.Dispose();
        }
    }

    private static async Task HandOnAsync(Socket from, Socket to)
    {
        byte[] buffer = new byte[BufferBytes];
        while (await from.ReceiveAsync(buffer) is > 0 and int count)
        {
            for (int sent = 0; sent < count;) sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
        }
    }
}
