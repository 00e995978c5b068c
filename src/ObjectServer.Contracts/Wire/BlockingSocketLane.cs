using System.Net.Sockets;
using ObjectServer.Reading;

namespace ObjectServer.Wire;

/// <summary>A lane of the socket link whose reader is a thread that waits in the kernel: the shortest way from the peer's send to that thread.</summary>
/// <param name="socket">Connected, in blocking mode, and never used asynchronously; the lane's from here on.</param>
/// <param name="onClosing">Called once, when the lane is closed; null for nothing.</param>
internal sealed class BlockingSocketLane(Socket socket, Action? onClosing = null) : DirectSocketLane(socket)
{
    private ReadSpin _spin;

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

    /// <summary>Waits on the calling thread; the task is complete when this returns.</summary>
    public override ValueTask<FrameBuffer?> ReadAsync(CancellationToken cancel)
    {
        StopWith(cancel);
        FrameBuffer? message = Read();
        if (message is null) ThrowIfStopped();
        return new ValueTask<FrameBuffer?>(message);
    }

    /// <inheritdoc/>
    public override void ReadElsewhere(Action reading) => new Thread(() => reading()) { IsBackground = true, Name = "ObjectServer reader" }.Start();

    /// <inheritdoc/>
    protected override void OnClosing() => onClosing?.Invoke();

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
