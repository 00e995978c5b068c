using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace ObjectServer.Link;

/// <summary>A listening Unix socket. What connects to it is told apart by its first byte.</summary>
internal sealed class UnixListener : IConnectionListener
{
    /// <summary>How many connections may be waited on until they say what they are; more of them wait in the kernel.</summary>
    public const int MostUndecided = 256;

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(5);

    private readonly Socket _listening;
    private readonly SocketConnectionContextFactory _connections;
    private readonly SocketLinkServer _links;
    private readonly Channel<ConnectionContext> _web = Channel.CreateUnbounded<ConnectionContext>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SemaphoreSlim _places = new(MostUndecided);
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _accepting;

    public UnixListener(Socket listening, EndPoint endpoint, SocketConnectionContextFactory connections, SocketLinkServer links)
    {
        _listening = listening;
        _connections = connections;
        _links = links;
        EndPoint = endpoint;
        _accepting = Task.Run(AcceptAllAsync);
    }

    /// <inheritdoc/>
    public EndPoint EndPoint { get; }

    /// <summary>How many more may be waited on.</summary>
    public int FreePlaces => _places.CurrentCount;

    /// <inheritdoc/>
    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (await _web.Reader.WaitToReadAsync(cancellationToken))
        {
            if (_web.Reader.TryRead(out ConnectionContext? connection)) return connection;
        }

        return null;
    }

    /// <inheritdoc/>
    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        // Who has not said anything by now is not waited for.
        await _closing.CancelAsync();
        _listening.Dispose();
        await _accepting;
        _web.Writer.TryComplete();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await UnbindAsync();
        for (int i = 0; i < MostUndecided; i++) await _places.WaitAsync();
        _connections.Dispose();
        _places.Dispose();
        _closing.Dispose();
    }

    private async Task AcceptAllAsync()
    {
        while (await TryTakePlaceAsync())
        {
            try
            {
                Socket socket = await _listening.AcceptAsync();
                ThreadPool.UnsafeQueueUserWorkItem(static work => _ = work.Listener.DecideAsync(work.Socket), (Listener: this, Socket: socket), preferLocal: false);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The connection was gone before it was accepted, or the listener is closing and no place is to be had next.
                _places.Release();
            }
        }
    }

    private async Task<bool> TryTakePlaceAsync()
    {
        try
        {
            await _places.WaitAsync(_closing.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task DecideAsync(Socket socket)
    {
        try
        {
            // Clients speak first, and at once. A socket that is once waited on asynchronously stays non-blocking for good, which costs
            // its client more than it costs this thread to wait a moment for the byte.
            byte[] first = new byte[1];
            bool blocking = socket.Poll(Moment, SelectMode.SelectRead);
            int count = blocking
                ? socket.Receive(first, SocketFlags.Peek)
                : await ReceiveAsync(socket, first, SocketFlags.Peek);
            if (count == 0) socket.Dispose();
            else if (_links.Serves(first[0])) _links.Serve(socket, blocking);
            else if (!_web.Writer.TryWrite(_connections.Create(socket))) socket.Dispose();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            socket.Dispose();
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task<int> ReceiveAsync(Socket socket, byte[] buffer, SocketFlags flags)
    {
        using CancellationTokenSource limit = _links.LimitSilence();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _closing.Token);
        return await socket.ReceiveAsync(buffer, flags, either.Token);
    }
}
