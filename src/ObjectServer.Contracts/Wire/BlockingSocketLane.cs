using System.Net.Sockets;

namespace ObjectServer.Wire;

/// <summary>
/// A lane of the socket link whose reader is a thread that waits in the kernel: the shortest way from the peer's send to that thread.
/// Sending never waits for the peer on the sender's thread.
/// </summary>
internal sealed class BlockingSocketLane : ILane
{
    private readonly Socket _socket;
    private readonly FrameAssembler _frames = new();
    private readonly PatientSender _patient;
    private ReadSpin _spin;
    private CancellationToken _stop;
    private CancellationTokenRegistration _stopping;
    private int _disposed;

    /// <param name="socket">Connected, in blocking mode, and never used asynchronously; the lane's from here on.</param>
    public BlockingSocketLane(Socket socket)
    {
        _socket = socket;
        _patient = new PatientSender(socket);
    }

    /// <summary>Waits for the next message, which becomes the caller's to release; null when the peer has ended the lane.</summary>
    /// <param name="spin">The thread may look for it a little while before it sleeps.</param>
    /// <exception cref="IOException">The link is broken.</exception>
    /// <exception cref="ProtocolException">The peer sends what is no frame.</exception>
    public FrameBuffer? Read(bool spin = true)
    {
        if (_frames.Kept() is { } kept) return kept;
        while (true)
        {
            int count = Receive(_frames.Room().Span, spin);
            if (count == 0) return _frames.IsInsideFrame ? throw new IOException("The peer closed the link inside a frame.") : null;
            if (_frames.Received(count) is { } message) return message;
        }
    }

    /// <summary>Waits on the calling thread; the task is complete when this returns.</summary>
    public ValueTask<FrameBuffer?> ReadAsync(CancellationToken cancel)
    {
        StopWith(cancel);
        FrameBuffer? message = Read();
        if (message is null) cancel.ThrowIfCancellationRequested();
        return new ValueTask<FrameBuffer?>(message);
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(FrameBuffer message, CancellationToken cancel)
    {
        if (Volatile.Read(ref _disposed) != 0) throw new IOException("The link is closed.");
        int sent;
        try
        {
            sent = SocketCalls.Send(_socket, message.Span);
        }
        catch (ObjectDisposedException e)
        {
            throw new IOException("The link is closed.", e);
        }

        return sent == message.Length ? ValueTask.CompletedTask : new ValueTask(_patient.SendAsync(message, sent));
    }

    /// <inheritdoc/>
    public void EndHandshake() => _frames.EndHandshake();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    private void Close()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        _patient.Dispose();
        try
        {
            // Whoever waits in the socket returns; its handle is closed when nobody uses it any more.
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The peer was faster.
        }

        _socket.Dispose();
    }

    private int Receive(Span<byte> room, bool spin)
    {
        try
        {
            if (spin && _spin.TryReceive(_socket, room, out int found)) return found;
            int count = _socket.Receive(room, SocketFlags.None, out SocketError error);
            if (error == SocketError.Success) return count;
            if (Volatile.Read(ref _disposed) != 0) return 0;
            throw new IOException($"The link broke: {error}.");
        }
        catch (ObjectDisposedException) when (Volatile.Read(ref _disposed) != 0)
        {
            return 0;
        }
    }

    // The token is the same for the whole life of a lane, but for its first message.
    private void StopWith(CancellationToken cancel)
    {
        if (cancel == _stop) return;
        _stopping.Dispose();
        _stop = cancel;
        _stopping = cancel.UnsafeRegister(static lane => ((BlockingSocketLane)lane!).Close(), this);
    }
}
