using System.Net.Sockets;

namespace ObjectServer.Contracts.Tests.Frames;

/// <summary>Two ends of a connection over a Unix socket, in blocking mode.</summary>
internal static class SocketPair
{
    public static (Socket One, Socket Other) Create()
    {
        string folder = Directory.CreateTempSubdirectory("objectserver-test-").FullName;
        try
        {
            var endpoint = new UnixDomainSocketEndPoint(Path.Combine(folder, "pair.sock"));
            using var listening = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            listening.Bind(endpoint);
            listening.Listen(1);
            var one = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            one.Connect(endpoint);
            return (one, listening.Accept());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
