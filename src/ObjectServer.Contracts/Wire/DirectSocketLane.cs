using System.Net.Sockets;

namespace ObjectServer.Wire;

/// <summary>
/// A lane of the socket link that talks to the system itself, instead of by .NET's asynchronous sockets: what is sent goes out on the sender's thread as far
/// as the socket takes it at once, and never waits for the peer there.
/// </summary>
internal abstract class DirectSocketLane : ILane
{
    private readonly PatientSender _patient;
    private CancellationToken _stop;
    private CancellationTokenRegistration _stopping;
    private int _disposed;

    /// <param name="socket">Connected, in blocking mode, and never used asynchronously; the lane's from here on.</param>
    protected DirectSocketLane(Socket socket)
    {
        Socket = socket;
        _patient = new PatientSender(socket);
    }

    /// <summary>The connection.</summary>
    protected Socket Socket { get; }

    /// <summary>What has arrived.</summary>
    protected FrameAssembler Frames { get; } = new();

    /// <summary>The lane has been closed.</summary>
    protected bool IsClosed => Volatile.Read(ref _disposed) != 0;

    /// <inheritdoc/>
    public abstract ValueTask<FrameBuffer?> ReadAsync(CancellationToken cancel);

    /// <inheritdoc/>
    public abstract void ReadElsewhere(Action reading);

    /// <inheritdoc/>
    public ValueTask WriteAsync(FrameBuffer message, CancellationToken cancel)
    {
        if (IsClosed) throw new IOException("The link is closed.");
        int sent;
        try
        {
            sent = SocketCalls.Send(Socket, message.Span);
        }
        catch (ObjectDisposedException e)
        {
            throw new IOException("The link is closed.", e);
        }

        return sent == message.Length ? ValueTask.CompletedTask : new ValueTask(_patient.SendAsync(message, sent));
    }

    /// <inheritdoc/>
    public void EndHandshake() => Frames.EndHandshake();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    /// <summary>The socket has been shut down, and is about to be disposed of.</summary>
    protected virtual void OnClosing()
    {
    }

    /// <summary>Closes the lane when the token is cancelled. It is the same for the whole life of a lane, but for its first message.</summary>
    protected void StopWith(CancellationToken cancel)
    {
        if (cancel == _stop) return;
        _stopping.Dispose();
        _stop = cancel;
        _stopping = cancel.UnsafeRegister(static lane => ((DirectSocketLane)lane!).Close(), this);
    }

    /// <summary>Throws if the lane has been closed by its token: there is no message any more, which is not the peer's doing.</summary>
    protected void ThrowIfStopped() => _stop.ThrowIfCancellationRequested();

    private void Close()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        _patient.Dispose();
        try
        {
            // Whoever waits in the socket returns; its handle is closed when nobody uses it any more.
            Socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The peer was faster.
        }

        OnClosing();
        Socket.Dispose();
    }
}
