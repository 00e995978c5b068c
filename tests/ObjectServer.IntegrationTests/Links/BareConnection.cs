using System.Net.Sockets;
using ObjectServer.Client.Link;

namespace ObjectServer.IntegrationTests.Links;

/// <summary>A connection to a server's Unix socket on which nothing has been said yet.</summary>
internal sealed class BareConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    public BareConnection(string address) => _socket.Connect(new UnixDomainSocketEndPoint(LinkAddress.Parse(address).Path!));

    public void Send(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.IsEmpty) Assert.Equal(bytes.Length, _socket.Send(bytes));
    }

    public void FinishSending() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Completes with the connection, which the server ends.</summary>
    public async Task EndedAsync()
    {
        byte[] room = new byte[1024];
        try
        {
            while (await _socket.ReceiveAsync(room) > 0)
            {
            }
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            // It was ended with something unread: also an end.
        }
    }

    public void Dispose() => _socket.Dispose();
}
