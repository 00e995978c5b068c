using ObjectServer.Values;

namespace ObjectServer.Wire;

/// <summary>
/// What one side of a session is sending in chunks: each transfer goes as far as the receiver has granted, in turns with the
/// others, and no faster than the bulk lane takes it. Calls may overlap.
/// </summary>
internal sealed class OutgoingTransfers
{
    // Four of them, with what is written around each, fill a batch of a lane.
    private const int ChunkBytes = (256 * 1024) - 64;

    // Such pieces go out as messages of their own.
    private const int WholeBytes = 128 * 1024;
    private const int MostWholeBytes = 1024 * 1024;
    private const int LanePendingBytes = 1024 * 1024;
    private const int FlushBytes = 3 * ChunkBytes;

    // So much may be on its way and not acknowledged: enough to fill a fast and long link, and all that is sent again when it breaks.
    private const int WindowBytes = 16 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, Outgoing> _transfers = [];
    private readonly Queue<Outgoing> _ready = new();
    private readonly LaneWriter _lane;
    private readonly Action _demand;
    private ulong _last;
    private bool _pumping;
    private bool _closed;

    /// <param name="lane">The bulk lane.</param>
    /// <param name="demand">Called before something is sent by it.</param>
    public OutgoingTransfers(LaneWriter lane, Action demand)
    {
        _lane = lane;
        _demand = demand;
    }

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _transfers.Count;
        }
    }

    /// <summary>Takes <paramref name="payload"/> over and returns the number under which the receiver may ask for it.</summary>
    /// <param name="payload">What is to be sent.</param>
    /// <param name="dropped">Called once when not all of it is sent, because it is not wanted; null for nothing. Not called at the end of the session.</param>
    public ulong Add(PayloadBuffer payload, Action? dropped = null)
    {
        lock (_gate)
        {
            ulong transfer = ++_last;
            if (_closed) payload.Dispose();
            else _transfers.Add(transfer, new Outgoing(transfer, payload, dropped));
            return transfer;
        }
    }

    /// <summary>The receiver has room for <paramref name="bytes"/> more.</summary>
    public void Grant(ulong transfer, ulong bytes)
    {
        lock (_gate)
        {
            if (!_transfers.TryGetValue(transfer, out Outgoing? outgoing)) return;
            outgoing.Granted = (long)Math.Min((ulong)outgoing.Length, (ulong)outgoing.Granted + Math.Min(bytes, long.MaxValue));
            if (outgoing.Queued || outgoing.Granted <= outgoing.Sent) return;
            outgoing.Queued = true;
            _ready.Enqueue(outgoing);
            if (_pumping) return;
            _pumping = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static self => _ = self.PumpAsync(), this, preferLocal: false);
    }

    /// <summary>The receiver, or the sender itself, does not want a transfer to go on.</summary>
    public void Drop(ulong transfer)
    {
        Outgoing? outgoing;
        lock (_gate)
        {
            if (!_transfers.Remove(transfer, out outgoing)) return;
            outgoing.Dropped = true;

            // Whether all of it is sent, the one who is sending it will know.
            if (outgoing.Sending) return;
            outgoing.Payload.Dispose();
        }

        outgoing.OnDropped?.Invoke();
    }

    /// <summary>Drops all transfers, now and later.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            foreach (Outgoing outgoing in _transfers.Values)
            {
                outgoing.Dropped = true;
                if (!outgoing.Sending) outgoing.Payload.Dispose();
            }

            _transfers.Clear();
        }
    }

    private async Task PumpAsync()
    {
        _demand();
        while (Next() is { } outgoing)
        {
            if (_lane.PendingBytes > 0 && _lane.PendingBytes + outgoing.Payload.First.Length > LanePendingBytes)
            {
                _lane.Flush();
                await _lane.DrainedAsync().ConfigureAwait(false);
            }

            SendChunk(_lane, outgoing);
            if (_lane.PendingBytes >= FlushBytes || IsIdle) _lane.Flush();
            await _lane.RoomAsync(WindowBytes).ConfigureAwait(false);
        }
    }

    // Nothing more can be sent for now.
    private bool IsIdle
    {
        get
        {
            lock (_gate) return _ready.Count == 0;
        }
    }

    private Outgoing? Next()
    {
        lock (_gate)
        {
            while (_ready.TryDequeue(out Outgoing? outgoing))
            {
                outgoing.Queued = false;
                if (outgoing.Dropped) continue;
                outgoing.Sending = true;
                return outgoing;
            }

            _pumping = false;
            return null;
        }
    }

    private void SendChunk(LaneWriter lane, Outgoing outgoing)
    {
        SendFirst(lane, outgoing, outgoing.Granted - outgoing.Sent);
        bool unsent = false;
        lock (_gate)
        {
            outgoing.Sending = false;
            if (outgoing.Dropped || outgoing.Sent == outgoing.Length)
            {
                unsent = outgoing.Sent < outgoing.Length && !_closed;
                _transfers.Remove(outgoing.Transfer);
                outgoing.Payload.Dispose();
            }
            else if (outgoing.Granted > outgoing.Sent)
            {
                outgoing.Queued = true;
                _ready.Enqueue(outgoing);
            }
        }

        if (unsent) outgoing.OnDropped?.Invoke();
    }

    // Large pieces of the payload become messages as they are; what is small, or granted in part, is copied.
    private static void SendFirst(LaneWriter lane, Outgoing outgoing, long granted)
    {
        PayloadBuffer payload = outgoing.Payload;
        if (outgoing.SentOfFirst == 0
            && payload.TryTakeFirst(WholeBytes, Math.Min(granted, MostWholeBytes), out byte[]? array, out int start, out int length))
        {
            lane.AppendChunk(outgoing.Transfer, (ulong)outgoing.Sent, FrameBuffer.Adopt(array, start, length));
            outgoing.Sent += length;
            return;
        }

        ReadOnlyMemory<byte> first = payload.First;
        ReadOnlyMemory<byte> rest = first[outgoing.SentOfFirst..];
        ReadOnlyMemory<byte> part = rest[..(int)Math.Min(Math.Min(ChunkBytes, granted), rest.Length)];
        if (!part.IsEmpty) lane.AppendChunk(outgoing.Transfer, (ulong)outgoing.Sent, part);
        outgoing.Sent += part.Length;
        outgoing.SentOfFirst += part.Length;
        if (outgoing.SentOfFirst < first.Length) return;
        payload.DropFirst();
        outgoing.SentOfFirst = 0;
    }

    private sealed class Outgoing(ulong transfer, PayloadBuffer payload, Action? dropped)
    {
        public Action? OnDropped { get; } = dropped;

        public ulong Transfer { get; } = transfer;

        public PayloadBuffer Payload { get; } = payload;

        public long Length { get; } = payload.Length;

        public long Granted { get; set; }

        public long Sent { get; set; }

        // Where in the payload's first bytes the next chunk begins; what lies before them is gone.
        public int SentOfFirst { get; set; }

        public bool Queued { get; set; }

        public bool Sending { get; set; }

        public bool Dropped { get; set; }
    }
}
