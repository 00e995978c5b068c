using ObjectServer.Values;

namespace ObjectServer.Wire;

/// <summary>
/// What one side of a session is receiving in chunks. A transfer is granted, whole, when its declared length fits the budget; until
/// then it takes no memory. Calls may overlap; callbacks run outside the lock.
/// </summary>
internal sealed class IncomingTransfers
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, Incoming> _transfers = [];
    private readonly LinkedList<Incoming> _waiting = new();
    private readonly long _budget;
    private readonly Action<ulong, ulong> _grant;
    private long _taken;
    private bool _closed;

    /// <param name="budgetBytes">How many bytes may be granted and not yet consumed; a single larger transfer is granted alone.</param>
    /// <param name="grant">Sends a credit: transfer, bytes.</param>
    public IncomingTransfers(long budgetBytes, Action<ulong, ulong> grant)
    {
        _budget = budgetBytes;
        _grant = grant;
    }

    /// <summary>Awaits a transfer that a call or result announced.</summary>
    /// <param name="transfer">Its number.</param>
    /// <param name="length">Its declared length in bytes, already checked against the receiver's limit.</param>
    /// <param name="completed">Takes the payload over when all of it is there; called once, or never when the transfer is forgotten.</param>
    /// <exception cref="ProtocolException">The number is in use.</exception>
    public void Announce(ulong transfer, ulong length, Action<ReceivedPayload> completed)
    {
        var incoming = new Incoming(transfer, (long)length, completed);
        bool grant;
        lock (_gate)
        {
            if (_closed) return;
            if (length == 0 || !_transfers.TryAdd(transfer, incoming))
            {
                throw new ProtocolException($"The peer announced transfer {transfer} with {length} bytes, which is empty or already under way.");
            }

            grant = _waiting.Count == 0 && Fits(incoming);
            if (grant) Take(incoming);
            else incoming.Waiting = _waiting.AddLast(incoming);
        }

        if (grant) _grant(transfer, length);
    }

    /// <summary>Takes a chunk in. Chunks of unknown transfers are those of forgotten ones, and are dropped.</summary>
    /// <exception cref="ProtocolException">The chunk does not continue its transfer, or was never granted.</exception>
    public void Accept(in ChunkFrame chunk, ReadOnlySpan<byte> body)
    {
        Incoming? incoming;
        lock (_gate)
        {
            if (!_transfers.TryGetValue(chunk.Transfer, out incoming)) return;
        }

        // Only the bulk lane's reader writes here, and a forgotten transfer is disposed of under the same lock.
        bool complete;
        lock (incoming)
        {
            if (incoming.Forgotten) return;
            if (incoming.Buffer is null || chunk.Offset != (ulong)incoming.Buffer.Length || chunk.DataLength > incoming.Length - incoming.Buffer.Length)
            {
                throw new ProtocolException($"A chunk of {chunk.DataLength} bytes at {chunk.Offset} does not continue transfer {chunk.Transfer}.");
            }

            incoming.Buffer.Write(body.Slice(chunk.DataOffset, chunk.DataLength));
            complete = incoming.Buffer.Length == incoming.Length;
        }

        if (!complete) return;
        lock (_gate)
        {
            if (!_transfers.Remove(chunk.Transfer)) return;
        }

        incoming.Completed(new ReceivedPayload(incoming.Buffer, this));
    }

    /// <summary>Wants no more of a transfer; true when it was under way.</summary>
    public bool Forget(ulong transfer)
    {
        Incoming? incoming;
        lock (_gate)
        {
            if (!_transfers.Remove(transfer, out incoming)) return false;
            if (incoming.Waiting is { } place) _waiting.Remove(place);
        }

        Drop(incoming);
        return true;
    }

    /// <summary>Forgets all transfers, now and later.</summary>
    public void Close()
    {
        Incoming[] all;
        lock (_gate)
        {
            _closed = true;
            all = [.. _transfers.Values];
            _transfers.Clear();
            _waiting.Clear();
        }

        foreach (Incoming incoming in all) Drop(incoming);
    }

    /// <summary>Bytes of a completed transfer have been consumed.</summary>
    internal void GiveBack(long bytes)
    {
        List<Incoming>? granted = null;
        lock (_gate)
        {
            _taken -= bytes;
            while (_waiting.First is { } first && Fits(first.Value))
            {
                _waiting.RemoveFirst();
                first.Value.Waiting = null;
                Take(first.Value);
                (granted ??= []).Add(first.Value);
            }
        }

        if (granted is null) return;
        foreach (Incoming incoming in granted) _grant(incoming.Transfer, (ulong)incoming.Length);
    }

    private bool Fits(Incoming incoming) => _taken == 0 || _taken + incoming.Length <= _budget;

    private void Take(Incoming incoming)
    {
        _taken += incoming.Length;
        incoming.Buffer = new PayloadBuffer();
    }

    private void Drop(Incoming incoming)
    {
        bool taken;
        lock (incoming)
        {
            incoming.Forgotten = true;
            taken = incoming.Buffer is not null;
            incoming.Buffer?.Dispose();
        }

        // One that waited has taken nothing, but may have kept others waiting that fit.
        GiveBack(taken ? incoming.Length : 0);
    }

    private sealed class Incoming(ulong transfer, long length, Action<ReceivedPayload> completed)
    {
        public ulong Transfer { get; } = transfer;

        public long Length { get; } = length;

        public Action<ReceivedPayload> Completed { get; } = completed;

        public PayloadBuffer? Buffer { get; set; }

        public LinkedListNode<Incoming>? Waiting { get; set; }

        public bool Forgotten { get; set; }
    }
}
