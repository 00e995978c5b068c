using System.Net.Sockets;
using System.Threading.Tasks.Sources;
using ObjectServer.Reading;

namespace ObjectServer.Wire;

/// <summary>
/// A lane of the socket link that is read by threads which read others, too. With hundreds of busy lanes, a thread for each makes the system switch between
/// threads for every message; a few threads that find the next lane ready when they are done with the last one never sleep.
/// </summary>
internal sealed class PolledSocketLane : DirectSocketLane, IPolled, IValueTaskSource<FrameBuffer?>
{
    // What is known of the socket. Whoever takes it away from Waiting has the reader's role.
    private const int Nothing = 0;
    private const int Heard = 1;
    private const int Waiting = 2;

    private ManualResetValueTaskSourceCore<FrameBuffer?> _reading;
    private Poller? _poller;
    private int _state = Heard;
    private long _place;

    // The last receive left nothing in the socket: what comes after it will be heard of, behind the lanes that are ready by then.
    private bool _drained;
    private volatile bool _ended;

    private PolledSocketLane(Socket socket)
        : base(socket)
    {
    }

    /// <summary>A lane on a socket that is the lane's from here on; null where sockets cannot be polled: then it stays the caller's.</summary>
    /// <param name="socket">Connected, in blocking mode, and never used asynchronously.</param>
    public static PolledSocketLane? TryCreate(Socket socket)
    {
        if (PollerThreads.Shared is not { } threads) return null;
        var lane = new PolledSocketLane(socket);
        return threads.TryAdd(socket, lane, out lane._place) ? lane : null;
    }

    /// <summary>The next message. Who awaits it goes on on a thread that reads others' messages, too.</summary>
    public override ValueTask<FrameBuffer?> ReadAsync(CancellationToken cancel)
    {
        StopWith(cancel);
        if (Frames.Kept() is { } kept) return new ValueTask<FrameBuffer?>(kept);

        // Before this thread waits: from then on another one may be the reader.
        _reading.Reset();
        short version = _reading.Version;
        if (!TryRead(out FrameBuffer? message)) return new ValueTask<FrameBuffer?>(this, version);
        if (message is null) ThrowIfStopped();
        return new ValueTask<FrameBuffer?>(message);
    }

    /// <inheritdoc/>
    public override void ReadElsewhere(Action reading)
    {
        bool started = _poller is { } held && PollerThreads.Shared!.TryReplace(held, poller =>
        {
            _poller = poller;
            reading();
        });
        if (!started) ThreadPool.UnsafeQueueUserWorkItem(static work => work(), reading, preferLocal: false);
    }

    /// <inheritdoc/>
    public void OnReady(Poller poller, bool ended)
    {
        if (ended) _ended = true;
        if (Interlocked.Exchange(ref _state, Heard) != Waiting) return;
        _poller = poller;
        GoOn();
    }

    /// <inheritdoc/>
    public FrameBuffer? GetResult(short token) => _reading.GetResult(token);

    /// <inheritdoc/>
    public ValueTaskSourceStatus GetStatus(short token) => _reading.GetStatus(token);

    /// <inheritdoc/>
    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _reading.OnCompleted(continuation, state, token, flags);

    /// <inheritdoc/>
    protected override void OnClosing()
    {
        PollerThreads.Shared!.Remove(Socket, _place);
        if (Interlocked.Exchange(ref _state, Heard) == Waiting) ThreadPool.UnsafeQueueUserWorkItem(static lane => lane.GoOn(), this, preferLocal: false);
    }

    // The calling thread is the reader now.
    private void GoOn()
    {
        FrameBuffer? message;
        try
        {
            if (!TryRead(out message)) return;
            if (message is null) ThrowIfStopped();
        }
        catch (Exception e)
        {
            _reading.SetException(e);
            return;
        }

        _reading.SetResult(message);
    }

    /// <summary>A message, or null for the lane's end. False when the calling thread is not the reader any more: the lane waits until it is heard of.</summary>
    private bool TryRead(out FrameBuffer? message)
    {
        while (true)
        {
            bool heard = Interlocked.Exchange(ref _state, Nothing) == Heard;
            if ((heard || !_drained) && TryReceive(out message)) return true;
            message = null;
            if (Interlocked.CompareExchange(ref _state, Waiting, Nothing) == Nothing) return false;
        }
    }

    /// <summary>A message, or null for the lane's end; false when the socket has nothing for now.</summary>
    private bool TryReceive(out FrameBuffer? message)
    {
        message = null;
        while (!IsClosed)
        {
            Memory<byte> room = Frames.Room();
            if (!TryReceive(room.Span, out int count))
            {
                _drained = true;

                // A silent lane keeps no buffer.
                if (!Frames.IsInsideFrame) Frames.Dispose();
                return _ended ? throw new IOException("The link broke.") : false;
            }

            if (count == 0) return Frames.IsInsideFrame ? throw new IOException("The peer closed the link inside a frame.") : true;

            // The end is not heard of twice.
            _drained = count < room.Length && !_ended;
            message = Frames.Received(count);
            if (message is not null) return true;
            if (_drained) return false;
        }

        return true;
    }

    private bool TryReceive(Span<byte> room, out int count)
    {
        count = 0;
        try
        {
            return SocketCalls.TryReceive(Socket, room, out count);
        }
        catch (ObjectDisposedException)
        {
            // Closed meanwhile: it has ended.
            return true;
        }
    }
}
