namespace ObjectServer.Wire;

/// <summary>
/// The one writer of a lane: frames are appended by any thread, and all that waits goes out in one message. The thread that finds
/// the lane idle sends its frame itself (a synchronous call of one caller takes twice as long when a thread of the pool does that);
/// what is appended meanwhile goes out in the next message, so batches grow with the load. It outlives the links that carry the lane: what
/// is appended while there is none waits, and what the last one did not bring across goes out again by the next.
/// </summary>
internal sealed partial class LaneWriter : IDisposable
{
    /// <summary>
    /// How much may wait, or be kept until it is acknowledged. What is under way is bounded by credits and windows before it comes to this:
    /// only a peer that takes everything and acknowledges nothing gets here, and its session ends.
    /// </summary>
    public const long MostBytes = 2L * 1024 * 1024 * 1024;

    // A batch is closed for further frames beyond this size, so that one message stays well below FrameBatches.MaxMessageBytes.
    private const int BatchBytes = 1024 * 1024;
    private const int LargeChunkBytes = 64 * 1024;
    private const int ChunkHeadBytes = 64;
    private const int MessagesPerSender = 8;

    private readonly Action<ILane, Exception> _onBroken;
    private readonly Action<Exception> _onOverflow;
    private readonly long _mostBytes;
    private readonly Queue<FrameBuffer> _again = new();
    private readonly Queue<FrameBuffer> _closed = new();
    private readonly SentFrames _sent = new();
    private readonly Lock _gate = new();
    private ILane? _lane;
    private CancellationTokenSource? _stop;
    private FrameBuffer? _open;
    private TaskCompletionSource? _drained;
    private TaskCompletionSource? _idle;
    private TaskCompletionSource? _room;
    private long _roomBytes;
    private long _pendingBytes;
    private bool _flushing;
    private bool _broken;
    private bool _overflown;

    /// <param name="onBroken">Called on a pool thread when a lane cannot be written any more; it is detached by then.</param>
    /// <param name="onOverflow">Called once, on a pool thread, when more than <paramref name="mostBytes"/> wait or are kept.</param>
    /// <param name="mostBytes">How much may wait or be kept.</param>
    public LaneWriter(Action<ILane, Exception> onBroken, Action<Exception>? onOverflow = null, long mostBytes = MostBytes)
    {
        _mostBytes = mostBytes;
        _onBroken = onBroken;
        _onOverflow = onOverflow ?? (static _ => { });
    }

    /// <summary>Bytes appended since the start: where the next frame begins, as <see cref="SentFrames"/> counts.</summary>
    public ulong Appended { get; private set; }

    /// <summary>Bytes that wait for a lane to take them.</summary>
    public long PendingBytes => Volatile.Read(ref _pendingBytes);

    /// <summary>
    /// Held while frames are appended; whoever must append several frames without another one between them takes it around them.
    /// </summary>
    public Lock Gate => _gate;

    /// <summary>
    /// Sends by a lane from the next flush on: first what the other side has not received of what was sent before, then what waits. The lane before it
    /// has been detached.
    /// </summary>
    /// <param name="lane">Where messages go; its handshake is over.</param>
    /// <param name="received">How many bytes the other side has received.</param>
    /// <exception cref="ProtocolException">That cannot be.</exception>
    public void Attach(ILane lane, ulong received)
    {
        lock (_gate)
        {
            if (_broken) return;
            if (_lane is not null || _flushing) throw new InvalidOperationException("The lane before is still attached.");
            foreach (FrameBuffer message in _sent.From(received)) _again.Enqueue(message);
            _lane = lane;
            _stop = new CancellationTokenSource();
        }
    }

    /// <summary>Sends nothing more by the lane there is; what is appended waits. Completes when the last message has been sent, or given up.</summary>
    public Task DetachAsync()
    {
        CancellationTokenSource? stop;
        Task idle;
        lock (_gate)
        {
            stop = Detach();
            idle = Task.CompletedTask;
            if (_flushing) idle = (_idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }

        stop?.Cancel();
        stop?.Dispose();
        return idle;
    }

    /// <summary>The other side has received so many bytes, which need not be kept any more.</summary>
    /// <exception cref="ProtocolException">So many were never sent.</exception>
    public void Acknowledge(ulong received)
    {
        TaskCompletionSource? room;
        lock (_gate)
        {
            if (_broken) return;
            _sent.Acknowledge(received);
            room = TakeRoom();
        }

        room?.TrySetResult();
    }

    /// <summary>Whether a frame that was appended at a position has never been handed to a lane, not even in part.</summary>
    public bool IsUnsent(ulong position)
    {
        lock (_gate) return position >= _sent.End;
    }

    /// <summary>Completes when fewer than so many bytes wait or are kept; for a writer that is broken, too. One waits at a time.</summary>
    public Task RoomAsync(long bytes)
    {
        lock (_gate)
        {
            if (_broken || _pendingBytes + _sent.Kept < bytes) return Task.CompletedTask;
            _roomBytes = bytes;
            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _room.Task;
        }
    }

    /// <summary>Completes when nothing waits and nothing is being sent any more; for a broken writer, when the last message was given up.</summary>
    public Task DrainedAsync()
    {
        lock (_gate)
        {
            if (!_flushing && (_broken || IsEmpty)) return Task.CompletedTask;
            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _drained.Task;
        }
    }

    /// <summary>Gives up what waits and what is kept; later frames are refused.</summary>
    public void Break()
    {
        TaskCompletionSource? drained = null;
        TaskCompletionSource? room;
        CancellationTokenSource? stop;
        lock (_gate)
        {
            if (_broken) return;
            _broken = true;
            stop = Detach();
            _open?.Release();
            _open = null;
            while (_closed.TryDequeue(out FrameBuffer? batch)) batch.Release();
            _pendingBytes = 0;
            (room, _room) = (_room, null);
            if (!_flushing)
            {
                (drained, _drained) = (_drained, null);
                _sent.Clear();
            }
        }

        stop?.Cancel();
        stop?.Dispose();
        drained?.TrySetResult();
        room?.TrySetResult();
    }

    /// <inheritdoc/>
    public void Dispose() => Break();

    private bool IsEmpty => _pendingBytes == 0 && _again.Count == 0;

    private CancellationTokenSource? Detach()
    {
        _lane = null;
        while (_again.TryDequeue(out FrameBuffer? message)) message.Release();
        (CancellationTokenSource? stop, _stop) = (_stop, null);
        return stop;
    }

    private TaskCompletionSource? TakeRoom()
    {
        if (_room is not { } room || _pendingBytes + _sent.Kept >= _roomBytes) return null;
        _room = null;
        return room;
    }
}
