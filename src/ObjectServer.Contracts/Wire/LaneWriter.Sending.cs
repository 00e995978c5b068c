using System.Diagnostics;
using Google.Protobuf;
using ObjectServer.Reading;

namespace ObjectServer.Wire;

/// <content>What is appended, and how it goes out.</content>
internal sealed partial class LaneWriter
{
    /// <summary>Appends a call. False when the writer is broken: nothing was and will be sent.</summary>
    public bool Append(in CallFrame call, in PayloadSource arguments)
    {
        using var turn = new LaneTurn(_gate);
        if (!TryOpen(out FrameBuffer batch)) return false;
        int before = batch.Length;
        call.Append(batch, arguments);
        return Count(batch, before);
    }

    /// <summary>Appends a result. False when the writer is broken.</summary>
    public bool Append(in ResultFrame result, in PayloadSource values, in PayloadSource error)
    {
        using var turn = new LaneTurn(_gate);
        if (!TryOpen(out FrameBuffer batch)) return false;
        int before = batch.Length;
        result.Append(batch, values, error);
        return Count(batch, before);
    }

    /// <summary>Appends an event. False when the writer is broken.</summary>
    public bool Append(in EventFrame raised, in PayloadSource arguments)
    {
        using var turn = new LaneTurn(_gate);
        if (!TryOpen(out FrameBuffer batch)) return false;
        int before = batch.Length;
        raised.Append(batch, arguments);
        return Count(batch, before);
    }

    /// <summary>Appends any frame by its generated message. False when the writer is broken.</summary>
    public bool Append(FrameKind kind, IMessage message)
    {
        using var turn = new LaneTurn(_gate);
        if (!TryOpen(out FrameBuffer batch)) return false;
        int before = batch.Length;
        FrameBatches.Append(batch, kind, message);
        return Count(batch, before);
    }

    /// <summary>Appends a part of a transfer. False when the writer is broken.</summary>
    public bool AppendChunk(ulong transfer, ulong offset, ReadOnlyMemory<byte> data)
    {
        using var turn = new LaneTurn(_gate);
        if (!TryOpen(out FrameBuffer batch, data.Length)) return false;
        int before = batch.Length;
        ChunkFrame.Append(batch, transfer, offset, new PayloadSource(data));
        return Count(batch, before);
    }

    /// <summary>
    /// Appends a part of a transfer as a message of its own, without copying it. False when the writer is broken. The buffer, which has room for a chunk's
    /// head before its data, is the writer's from here on.
    /// </summary>
    public bool AppendChunk(ulong transfer, ulong offset, FrameBuffer data)
    {
        using var turn = new LaneTurn(_gate);
        if (_broken)
        {
            data.Release();
            return false;
        }

        if (_open is { } open) _closed.Enqueue(open);
        _open = null;
        ChunkFrame.Prepend(data, transfer, offset);
        _closed.Enqueue(data);
        return Count(data, before: 0);
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
        if (!TryBegin()) return;
        long start = Stopwatch.GetTimestamp();
        _ = SendAsync();
        SendTime.Add(start);
    }

    // Large chunks come in rows: a batch of them has all of its room at once, and no more is put into it, so that nothing is copied again.
    private bool TryOpen(out FrameBuffer batch, int chunk = 0)
    {
        batch = null!;
        if (_broken) return false;
        bool isLarge = chunk >= LargeChunkBytes;
        if (_open is { Length: var length } full && (length >= BatchBytes || (isLarge && length + chunk > BatchBytes - ChunkHeadBytes)))
        {
            _closed.Enqueue(full);
            _open = null;
        }

        batch = _open ??= FrameBuffer.Rent(isLarge ? BatchBytes : 1024);
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
        using var turn = new LaneTurn(_gate);
        if (_flushing || _lane is null || (_open is null && _closed.Count == 0 && _again.Count == 0)) return false;
        _flushing = true;
        return true;
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
}
