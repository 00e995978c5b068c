using System.Net;
using System.Net.Sockets;

namespace ObjectServer.Benchmarks.Rivals.RawSockets;

/// <summary>A socket, and the two things that are done with it.</summary>
internal static class RawConnection
{
    private const string UnixScheme = "unix:";

    /// <summary>Connects to <c>http://host:port</c>, which stands for TCP here, or to <c>unix:/path</c>, and says the sizes.</summary>
    public static Socket Connect(string address, EchoSizes sizes)
    {
        Socket socket = Connect(address);
        socket.Send(sizes.ToBytes());
        return socket;
    }

    /// <summary>Connects likewise, and says nothing.</summary>
    public static Socket Connect(string address)
    {
        Socket socket;
        if (address.StartsWith(UnixScheme, StringComparison.Ordinal))
        {
            socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Connect(new UnixDomainSocketEndPoint(address[UnixScheme.Length..]));
        }
        else
        {
            var uri = new Uri(address);
            socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Connect(new IPEndPoint(IPAddress.Parse(uri.Host), uri.Port));
        }

        return socket;
    }

    /// <summary>Fills a buffer. False: the other side has closed.</summary>
    public static bool Receive(Socket socket, byte[] buffer)
    {
        for (int read = 0; read < buffer.Length;)
        {
            int count = socket.Receive(buffer.AsSpan(read));
            if (count == 0) return false;
            read += count;
        }

        return true;
    }

    /// <summary>Fills a buffer, without a thread that waits. False: the other side has closed.</summary>
    public static async ValueTask<bool> ReceiveAsync(Socket socket, byte[] buffer)
    {
        for (int read = 0; read < buffer.Length;)
        {
            int count = await socket.ReceiveAsync(buffer.AsMemory(read)).ConfigureAwait(false);
            if (count == 0) return false;
            read += count;
        }

        return true;
    }
}
