using Google.Protobuf;

namespace ObjectServer.Wire;

/// <summary>
/// The one writer of a lane: frames are appended by any thread, and all that waits goes out in one message. The thread that finds
/// the lane idle sends its frame itself (a synchronous call of one caller takes twice as long when a thread of the pool does that);
/// what is appended meanwhile goes out in the next message, so batches grow with the load.
/// </summary>
internal sealed class LaneWriter : IDisposable
{
    // A batch is closed for further frames beyond this size, so that one message stays well below FrameBatches.MaxMessageBytes.
    private const int BatchBytes = 1024 * 1024;
    private const int MessagesPerSender = 8;

    private readonly ILane _lane;
    private readonly Action<Exception> _onBroken;
    private readonly Queue<FrameBuffer> _closed = new();
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationToken _stopped;
    private FrameBuffer? _open;
    private TaskCompletionSource? _drained;
    private int _pendingBytes;
    private bool _flushing;
    private bool _broken;

    /// <param name="lane">Where messages go.</param>
    /// <param name="onBroken">Called once, on a pool thread, when the lane cannot be written any more.</param>
    public LaneWriter(ILane lane, Action<Exception> onBroken)
    {
        _lane = lane;
        _onBroken = onBroken;
        _stopped = _stop.Token;
    }

    /// <summary>Bytes appended since the start, for statistics.</summary>
    public long AppendedBytes { get; private set; }

    /// <summary>Bytes that wait for the lane to take them.</summary>
    public int PendingBytes => Volatile.Read(ref _pendingBytes);

    /// <summary>
    /// Held while frames are appended; whoever must append several frames without another one between them takes it around them.
    /// </summary>
    public Lock Gate => _gate;

    /// <summary>Appends a call. False when the lane is broken: nothing was and will be sent.</summary>
    public bool Append(in CallFrame call, in PayloadSource arguments)
    {
        lock (_gate)
        {
            if (!TryOpen(out FrameBuffer batch)) return false;
            int before = batch.Length;
            call.Append(batch, arguments);
            return Appended(batch, before);
        }
    }

    /// <summary>Appends a result. False when the lane is broken.</summary>
    public bool Append(in ResultFrame result, in PayloadSource values, in PayloadSource error)
    {
        lock (_gate)
        {
            if (!TryOpen(out FrameBuffer batch)) return false;
            int before = batch.Length;
            result.Append(batch, values, error);
            return Appended(batch, before);
        }
    }

    /// <summary>Appends any frame by its generated message. False when the lane is broken.</summary>
    public bool Append(FrameKind kind, IMessage message)
    {
        lock (_gate)
        {
            if (!TryOpen(out FrameBuffer batch)) return false;
            int before = batch.Length;
            FrameBatches.Append(batch, kind, message);
            return Appended(batch, before);
        }
    }

    /// <summary>Appends a part of a transfer. False when the lane is broken.</summary>
    public bool AppendChunk(ulong transfer, ulong offset, ReadOnlyMemory<byte> data)
    {
        lock (_gate)
        {
            if (!TryOpen(out FrameBuffer batch)) return false;
            int before = batch.Length;
            ChunkFrame.Append(batch, transfer, offset, new PayloadSource(data));
            return Appended(batch, before);
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

    /// <summary>Completes when nothing waits and nothing is being sent any more; for a broken lane, when the last message was given up.</summary>
    public Task DrainedAsync()
    {
        lock (_gate)
        {
            if (!_flushing && _pendingBytes == 0) return Task.CompletedTask;
            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _drained.Task;
        }
    }

    /// <summary>Gives up what waits; later frames are refused.</summary>
    public void Break()
    {
        TaskCompletionSource? drained = null;
        lock (_gate)
        {
            if (_broken) return;
            _broken = true;
            _open?.Release();
            _open = null;
            while (_closed.TryDequeue(out FrameBuffer? batch)) batch.Release();
            _pendingBytes = 0;
            if (!_flushing) (drained, _drained) = (_drained, null);
        }

        _stop.Cancel();
        _stop.Dispose();
        drained?.TrySetResult();
    }

    /// <inheritdoc/>
    public void Dispose() => Break();

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

    private bool Appended(FrameBuffer batch, int before)
    {
        int bytes = batch.Length - before;
        AppendedBytes += bytes;
        _pendingBytes += bytes;
        return true;
    }

    private bool TryBegin()
    {
        lock (_gate)
        {
            if (_flushing || _broken || _open is null) return false;
            _flushing = true;
            return true;
        }
    }

    private async Task SendAsync()
    {
        int sent = 0;
        while (Take() is { } batch)
        {
            try
            {
                await _lane.WriteAsync(batch, _stopped).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                Break();
                Take();
                ThreadPool.QueueUserWorkItem(static state => state.Item1(state.e), (_onBroken, e), preferLocal: false);
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

    private FrameBuffer? Take()
    {
        TaskCompletionSource? drained;
        lock (_gate)
        {
            FrameBuffer? batch = null;
            if (!_broken && !_closed.TryDequeue(out batch))
            {
                batch = _open;
                _open = null;
            }

            if (batch is not null)
            {
                _pendingBytes -= batch.Length;
                return batch;
            }

            _flushing = false;
            drained = _drained;
            _drained = null;
        }

        drained?.TrySetResult();
        return null;
    }
}
