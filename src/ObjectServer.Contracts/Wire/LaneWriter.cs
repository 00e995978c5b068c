using Google.Protobuf;

namespace ObjectServer.Wire;

/// <summary>
/// The one writer of a lane: frames are appended by any thread, and all that waits goes out in one message. The thread that finds
/// the lane idle sends its frame itself (a synchronous call of one caller takes twice as long when a thread of the pool does that);
/// what is appended meanwhile goes out in the next message, so batches grow with the load. It outlives the links that carry the lane: what
/// is appended while there is none waits, and what the last one did not bring across goes out again by the next.
/// </summary>
internal sealed class LaneWriter : IDisposable
{
    /// <summary>
    /// How much may wait, or be kept until it is acknowledged. What is under way is bounded by credits and windows before it comes to this:
    /// only a peer that takes everything and acknowledges nothing gets here, and its session ends.
    /// </summary>
    public const long MostBytes = 2L * 1024 * 1024 * 1024;

    // A batch is closed for further frames beyond this size, so that one message stays well below FrameBatches.MaxMessageBytes.
    private const int BatchBytes = 1024 * 1024;
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

    /// <summary>Appends a call. False when the writer is broken: nothing was and will be sent.</summary>
    public bool Append(in CallFrame call, in PayloadSource arguments)
    {
        lock (_gate)
        {
            if (!TryOpen(out FrameBuffer batch)) return false;
            int before = batch.Length;
            call.Append(batch, arguments);
            return Count(batch, before);
        }
    }

    /// <summary>Appends a result. False when the writer is broken.</summary>
    public bool Append(in ResultFrame result, in PayloadSource values, in PayloadSource error)
    {
        lock (_gate)
        {
            if (!TryOpen(out FrameBuffer batch)) return false;
            int before = batch.Length;
            result.Append(batch, values, error);
            return Count(batch, before);
        }
    }

    /// <summary>Appends any frame by its generated message. False when the writer is broken.</summary>
    public bool Append(FrameKind kind, IMessage message)
    {
        lock (_gate)
        {
            if (!TryOpen(out FrameBuffer batch)) return false;
            int before = batch.Length;
            FrameBatches.Append(batch, kind, message);
            return Count(batch, before);
        }
    }

    /// <summary>Appends a part of a transfer. False when the writer is broken.</summary>
    public bool AppendChunk(ulong transfer, ulong offset, ReadOnlyMemory<byte> data)
    {
        lock (_gate)
        {
            if (!TryOpen(out FrameBuffer batch)) return false;
            int before = batch.Length;
            ChunkFrame.Append(batch, transfer, offset, new PayloadSource(data));
            return Count(batch, before);
        }
    }

    /// <summary>Sends what waits, on a thread of the pool when the lane is idle.</summary>
    public void FlushLater()
    {
        if (TryBegin()) ThreadPool.UnsafeQueueUserWorkItem(static self => _ = self.SendAsync(), this, preferLocal: false);
    }

    /// <summary>
    /// Sends what waits, on this thread when the lane is idle. Called after appending, outside of any lock: what the thread sends
    /// may be other threads' frames too.
    /// </summary>
    public void Flush()
    {
        if (TryBegin()) _ = SendAsync();
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

    private bool TryOpen(out FrameBuffer batch)
    {
        batch = null!;
        if (_broken) return false;
        if (_open is { Length: >= BatchBytes } full)
        {
            _closed.Enqueue(full);
            _open = null;
        }

        batch = _open ??= FrameBuffer.Rent(1024);
        return true;
    }

    private bool Count(FrameBuffer batch, int before)
    {
        int bytes = batch.Length - before;
        Appended += (ulong)bytes;
        _pendingBytes += bytes;
        if (_pendingBytes + _sent.Kept > _mostBytes) Overflow();
        return true;
    }

    private void Overflow()
    {
        if (_overflown) return;
        _overflown = true;
        var reason = new LimitExceededException("the bytes that wait for a peer on one lane", _mostBytes, _pendingBytes + _sent.Kept, "What the peer has not acknowledged");
        ThreadPool.QueueUserWorkItem(static state => state._onOverflow(state.reason), (_onOverflow, reason), preferLocal: false);
    }

    private bool TryBegin()
    {
        lock (_gate)
        {
            if (_flushing || _lane is null || (_open is null && _again.Count == 0)) return false;
            _flushing = true;
            return true;
        }
    }

    private async Task SendAsync()
    {
        int sent = 0;
        while (Take(out ILane lane, out CancellationToken stopped) is { } batch)
        {
            try
            {
                await lane.WriteAsync(batch, stopped).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                Fail(lane, e);
                return;
            }
            finally
            {
                batch.Release();
            }

            // Whoever came with one frame is not to send everybody's for ever.
            if (++sent < MessagesPerSender) continue;
            ThreadPool.UnsafeQueueUserWorkItem(static self => _ = self.SendAsync(), this, preferLocal: false);
            return;
        }
    }

    private void Fail(ILane lane, Exception cause)
    {
        CancellationTokenSource? stop = null;
        lock (_gate)
        {
            if (_lane == lane) stop = Detach();
        }

        stop?.Dispose();
        Take(out _, out _);
        ThreadPool.QueueUserWorkItem(static state => state._onBroken(state.lane, state.cause), (_onBroken, lane, cause), preferLocal: false);
    }

    // The next message, on its way from here on; null when there is none or no lane for it: then nobody sends any more.
    private FrameBuffer? Take(out ILane lane, out CancellationToken stopped)
    {
        TaskCompletionSource? drained = null;
        TaskCompletionSource? room;
        TaskCompletionSource? idle = null;
        FrameBuffer? batch = null;
        lock (_gate)
        {
            lane = _lane!;
            stopped = _stop?.Token ?? default;
            if (_lane is not null && !_again.TryDequeue(out batch) && (_closed.TryDequeue(out batch) || _open is not null))
            {
                if (batch is null) (batch, _open) = (_open, null);
                _pendingBytes -= batch!.Length;
                _sent.Add(batch);
            }

            room = TakeRoom();
            if (batch is null)
            {
                _flushing = false;
                (idle, _idle) = (_idle, null);
                if (_broken || IsEmpty) (drained, _drained) = (_drained, null);
                if (_broken) _sent.Clear();
            }
        }

        room?.TrySetResult();
        idle?.TrySetResult();
        drained?.TrySetResult();
        return batch;
    }

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
