using System.Net.Sockets;

namespace ObjectServer.Wire;

/// <summary>A lane of the socket link that no thread waits in: for lanes that are mostly silent, and for more clients than there are to be threads.</summary>
/// <param name="socket">Connected; the lane's from here on.</param>
internal sealed class SocketLane(Socket socket) : ILane
{
    private readonly FrameAssembler _frames = new();
    private int _disposed;

    /// <inheritdoc/>
    public bool IsWithinMachine => true;

    /// <inheritdoc/>
    public async ValueTask<FrameBuffer?> ReadAsync(CancellationToken cancel)
    {
        if (_frames.Kept() is { } kept) return kept;
        try
        {
            while (true)
            {
                // A silent lane keeps no buffer: it waits for the first byte without one.
                if (!_frames.IsInsideFrame) await socket.ReceiveAsync(Memory<byte>.Empty, SocketFlags.None, cancel).ConfigureAwait(false);
                int count = await socket.ReceiveAsync(_frames.Room(), SocketFlags.None, cancel).ConfigureAwait(false);
                if (count == 0) return _frames.IsInsideFrame ? throw new IOException("The peer closed the link inside a frame.") : null;
                if (_frames.Received(count) is { } message) return message;
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            throw new IOException("The link is closed.", e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(FrameBuffer message, CancellationToken cancel)
    {
        try
        {
            int sent = 0;
            while (sent < message.Length)
            {
                sent += await socket.SendAsync(message.Slice(sent, message.Length - sent), SocketFlags.None, cancel).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            throw new IOException("The link is closed.", e);
        }
    }

    /// <inheritdoc/>
    public void EndHandshake() => _frames.EndHandshake();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0) socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
