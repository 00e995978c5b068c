using System.Net.Sockets;
using System.Threading.Tasks.Sources;
using ObjectServer.Reading;

namespace ObjectServer.Wire;

/// <summary>
/// A lane of the socket link that is read by threads which read others, too. With hundreds of busy lanes, a thread for each makes the system switch between
/// threads for every message; a few threads that find the next lane ready when they are done with the last one never sleep. While there are few lanes, it may
/// have a thread of its own that waits in it: from message to message it goes from the one to the other.
/// </summary>
internal sealed class PolledSocketLane : DirectSocketLane, IPolled, IValueTaskSource<FrameBuffer?>
{
    // What is known of the socket. Whoever takes it away from Waiting has the reader's role.
    private const int Nothing = 0;
    private const int Heard = 1;
    private const int Waiting = 2;

    private readonly Lock _moving = new();
    private readonly ReaderPlaces? _places;
    private ManualResetValueTaskSourceCore<FrameBuffer?> _reading;
    private Poller? _poller;
    private int _state = Heard;
    private long _place;

    // The last receive left nothing in the socket: what comes after it will be heard of, behind the lanes that are ready by then.
    private bool _drained;
    private volatile bool _ended;

    // A thread of its own waits in it.
    private volatile bool _isAlone;

    // Such a thread is to be started for what is read next.
    private bool _isLeaving;

    private PolledSocketLane(Socket socket, ReaderPlaces? places)
        : base(socket)
    {
        _places = places;
    }

    /// <summary>Whether the lane's next message is waited for by the thread that reads it.</summary>
    public bool IsAlone => _isAlone;

    /// <summary>A lane on a socket that is the lane's from here on; null where it has no place and sockets cannot be polled: then it stays the caller's.</summary>
    /// <param name="socket">Connected, in blocking mode, and never used asynchronously.</param>
    /// <param name="places">For threads that wait in lanes; null for none.</param>
    public static PolledSocketLane? TryCreate(Socket socket, ReaderPlaces? places = null)
    {
        var lane = new PolledSocketLane(socket, places);
        places?.Add();
        if (places?.TryEnter() == true)
        {
            lane._isAlone = true;
            return lane;
        }

        if (PollerThreads.Shared?.TryAdd(socket, lane, out lane._place) == true) return lane;
        places?.Remove();
        return null;
    }

    /// <summary>
    /// The next message. Who awaits it goes on on a thread that reads others' messages, too; while the lane is alone, the task is complete when this returns.
    /// </summary>
    public override ValueTask<FrameBuffer?> ReadAsync(CancellationToken cancel)
    {
        StopWith(cancel);
        if (_isAlone)
        {
            if (!_places!.IsCrowded || !TryJoin()) return new ValueTask<FrameBuffer?>(ReadUnlessStopped());
        }
        else if (_places is { IsCrowded: false } && TryLeave())
        {
            // The thread starts when somebody awaits it, who then goes on there: not on a thread of the pool, which must not wait in the lane.
            _reading.Reset();
            _isLeaving = true;
            return new ValueTask<FrameBuffer?>(this, _reading.Version);
        }

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
        if (_isAlone)
        {
            StartThread(reading);
            return;
        }

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
    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        bool leaving = _isLeaving;
        _isLeaving = false;
        _reading.OnCompleted(continuation, state, token, flags);
        if (leaving) StartThread(GoOn);
    }

    /// <inheritdoc/>
    protected override void OnClosing()
    {
        lock (_moving)
        {
            _places?.Remove();
            if (_isAlone)
            {
                _places!.Leave();
                return;
            }
        }

        PollerThreads.Shared!.Remove(Socket, _place);
        if (Interlocked.Exchange(ref _state, Heard) == Waiting) ThreadPool.UnsafeQueueUserWorkItem(static lane => lane.GoOn(), this, preferLocal: false);
    }

    // The thread that waited in the lane reads what there is by now, and ends.
    private bool TryJoin()
    {
        lock (_moving)
        {
            _state = Heard;
            if (IsClosed || PollerThreads.Shared?.TryAdd(Socket, this, out _place) != true) return false;
            _isAlone = false;
            _poller = null;
            _places!.Leave();
            return true;
        }
    }

    private bool TryLeave()
    {
        lock (_moving)
        {
            if (IsClosed || !_places!.TryEnter()) return false;
            PollerThreads.Shared!.Remove(Socket, _place);
            _isAlone = true;
            return true;
        }
    }

    // The calling thread is the reader now.
    private void GoOn()
    {
        FrameBuffer? message;
        try
        {
            if (_isAlone) message = ReadUnlessStopped();
            else if (!TryRead(out message)) return;
            else if (message is null) ThrowIfStopped();
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
