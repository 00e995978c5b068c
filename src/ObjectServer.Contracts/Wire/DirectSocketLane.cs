using System.Net.Sockets;
using ObjectServer.Reading;

namespace ObjectServer.Wire;

/// <summary>
/// A lane of the socket link that talks to the system itself, instead of by .NET's asynchronous sockets: what is sent goes out on the sender's thread as far
/// as the socket takes it at once, and never waits for the peer there.
/// </summary>
internal abstract class DirectSocketLane : ILane
{
    private readonly PatientSender _patient;
    private ReadSpin _spin;
    private CancellationToken _stop;
    private CancellationTokenRegistration _stopping;
    private int _disposed;

    /// <param name="socket">Connected, in blocking mode, and never used asynchronously; the lane's from here on.</param>
    protected DirectSocketLane(Socket socket)
    {
        Socket = socket;
        _patient = new PatientSender(socket);
    }

    /// <inheritdoc/>
    public bool IsWithinMachine => true;

    /// <summary>The connection.</summary>
    protected Socket Socket { get; }

    /// <summary>What has arrived.</summary>
    protected FrameAssembler Frames { get; } = new();

    /// <summary>The lane has been closed.</summary>
    protected bool IsClosed => Volatile.Read(ref _disposed) != 0;

    /// <summary>Starts a thread that may wait in a lane.</summary>
    public static void StartThread(Action reading) => new Thread(() => reading()) { IsBackground = true, Name = "ObjectServer reader" }.Start();

    /// <summary>Waits for the next message, which becomes the caller's to release; null when the peer has ended the lane.</summary>
    /// <param name="spin">The thread may look for it a little while before it sleeps.</param>
    /// <exception cref="IOException">The link is broken.</exception>
    /// <exception cref="ProtocolException">The peer sends what is no frame.</exception>
    public FrameBuffer? Read(bool spin = true)
    {
        if (Frames.Kept() is { } kept) return kept;
        while (true)
        {
            int count = Receive(Frames.Room().Span, spin);
            if (count == 0) return Frames.IsInsideFrame ? throw new IOException("The peer closed the link inside a frame.") : null;
            if (Frames.Received(count) is { } message) return message;
        }
    }

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

    /// <summary>As <see cref="Read"/>, but for a lane that has been closed by its token.</summary>
    protected FrameBuffer? ReadUnlessStopped()
    {
        FrameBuffer? message = Read();
        if (message is null) ThrowIfStopped();
        return message;
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

    private int Receive(Span<byte> room, bool spin)
    {
        try
        {
            var arrived = new Arrived(Socket, room);
            if (spin && _spin.TryTake(ref arrived)) return arrived.Count;
            int count = Socket.Receive(room, SocketFlags.None, out SocketError error);
            if (error == SocketError.Success) return count;
            if (IsClosed) return 0;
            throw new IOException($"The link broke: {error}.");
        }
        catch (ObjectDisposedException) when (IsClosed)
        {
            return 0;
        }
    }

    /// <summary>What has arrived at the socket.</summary>
    private ref struct Arrived(Socket socket, Span<byte> room) : ISpinSource
    {
        private readonly Span<byte> _room = room;
        private int _count;

        /// <summary>The bytes that were taken; 0 are the peer's end.</summary>
        public readonly int Count => _count;

        public bool TryTake() => SocketCalls.TryReceive(socket, _room, out _count);
    }
}
