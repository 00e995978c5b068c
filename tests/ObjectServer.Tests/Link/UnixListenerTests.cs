using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using ObjectServer.Link;

namespace ObjectServer.Tests.Link;

/// <summary>Connections of a Unix socket before anything is known of them.</summary>
public sealed class UnixListenerTests : IDisposable
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("objectserver-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(UnixListener.MostUndecided)]
    [InlineData(UnixListener.MostUndecided + 20)]
    public async Task Listener_ThatCloses_WaitsForNobodyWhoSaysNothing(int connections)
    {
        UnixListener listener = Listen();
        Socket[] silent = [.. Enumerable.Range(0, connections).Select(_ => Connect())];
        int places = Math.Max(0, UnixListener.MostUndecided - 1 - connections);

        // The listener has taken the place of the connection that comes next, if there is one.
        await UntilAsync(() => listener.FreePlaces == places);

        await listener.DisposeAsync().AsTask().WaitAsync(Guard);
        foreach (Socket socket in silent) await EndedAsync(socket).WaitAsync(Guard);
        foreach (Socket socket in silent) socket.Dispose();
    }

    [Fact]
    [Trait("Conformance", "C-116")]
    public async Task Connection_BeyondThoseThatMayBeUndecided_WaitsForAPlace()
    {
        UnixListener listener = Listen();
        Socket[] silent = [.. Enumerable.Range(0, UnixListener.MostUndecided).Select(_ => Connect())];
        await UntilAsync(() => listener.FreePlaces == 0);
        using Socket last = Connect();
        last.Send("PRI"u8);
        Task accepted = listener.AcceptAsync().AsTask();

        Assert.False(accepted.IsCompleted);
        silent[0].Dispose();

        await accepted.WaitAsync(Guard);
        foreach (Socket socket in silent) socket.Dispose();
        await listener.DisposeAsync().AsTask().WaitAsync(Guard);
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var guard = new CancellationTokenSource(Guard);
        while (!isSo())
        {
            guard.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static async Task EndedAsync(Socket socket)
    {
        try
        {
            Assert.Equal(0, await socket.ReceiveAsync(new byte[1]));
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            // It had not been accepted.
        }
    }

    private UnixListener Listen()
    {
        UnixDomainSocketEndPoint endpoint = EndPoint();
        var listening = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listening.Bind(endpoint);
        listening.Listen(512);
        var factory = new SocketConnectionContextFactory(new SocketConnectionFactoryOptions(), NullLogger.Instance);
        var options = new ObjectServerOptions { HandshakeTimeout = TimeSpan.FromHours(1) };

        // Nothing here gets as far as to a lane.
        return new UnixListener(listening, endpoint, factory, new SocketLinkServer(null!, null!, options, TimeProvider.System, null!));
    }

    private Socket Connect()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(EndPoint());
        return socket;
    }

    private UnixDomainSocketEndPoint EndPoint() => new(Path.Combine(_folder, "server.sock"));
}
