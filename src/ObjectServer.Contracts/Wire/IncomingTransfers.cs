namespace ObjectServer.Wire;

/// <summary>
/// What one side of a session is receiving in chunks. A transfer is granted, whole, when its declared length fits the budget; until
/// then it takes no memory. Calls may overlap; callbacks run outside the lock.
/// </summary>
internal sealed class IncomingTransfers
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, IncomingTransfer> _transfers = [];
    private readonly TransferBudget[] _budgets;
    private readonly Action<ulong, ulong> _grant;
    private bool _closed;

    /// <param name="budgetBytes">
    /// How many bytes may be granted and not yet used, for each purpose; a single larger transfer is granted alone.
    /// </param>
    /// <param name="grant">Sends a credit: transfer, bytes.</param>
    public IncomingTransfers(long budgetBytes, Action<ulong, ulong> grant)
    {
        _budgets = [.. Enum.GetValues<TransferPurpose>().Select(_ => new TransferBudget(this, budgetBytes))];
        _grant = grant;
    }

    /// <summary>Awaits a transfer that a call or result announced.</summary>
    /// <param name="transfer">Its number.</param>
    /// <param name="length">Its declared length in bytes, already checked against the receiver's limit.</param>
    /// <param name="purpose">What it brings.</param>
    /// <param name="completed">Takes the payload over when all of it is there; called once, or never when the transfer is forgotten.</param>
    /// <exception cref="ProtocolException">The number is in use.</exception>
    public void Announce(ulong transfer, ulong length, TransferPurpose purpose, Action<ReceivedPayload> completed)
    {
        TransferBudget budget = _budgets[(int)purpose];
        var incoming = new IncomingTransfer(transfer, (long)length, budget, completed);
        bool grant;
        lock (_gate)
        {
            if (_closed) return;
            if (length == 0 || !_transfers.TryAdd(transfer, incoming))
            {
                throw new ProtocolException($"The peer announced transfer {transfer} with {length} bytes, which is empty or already under way.");
            }

            grant = budget.Waiting.Count == 0 && budget.Fits(incoming.Length);
            if (grant) Take(incoming);
            else incoming.Waiting = budget.Waiting.AddLast(incoming);
        }

        if (grant) _grant(transfer, length);
    }

    /// <summary>Takes a chunk in. Chunks of unknown transfers are those of forgotten ones, and are dropped.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="message">The message that it lies in, which may be retained.</param>
    /// <param name="bodyOffset">Where the chunk's own message starts in it.</param>
    /// <exception cref="ProtocolException">The chunk does not continue its transfer, or was never granted.</exception>
    public void Accept(in ChunkFrame chunk, FrameBuffer message, int bodyOffset)
    {
        IncomingTransfer? incoming;
        lock (_gate)
        {
            if (!_transfers.TryGetValue(chunk.Transfer, out incoming)) return;
        }

        // Only the bulk lane's reader writes here, and a forgotten transfer is disposed of under the same lock.
        bool complete;
        lock (incoming)
        {
            if (incoming.Forgotten) return;
            if (incoming.Chunks is not { } chunks || chunk.Offset != (ulong)chunks.Length || chunk.DataLength > incoming.Length - chunks.Length)
            {
                throw new ProtocolException($"A chunk of {chunk.DataLength} bytes at {chunk.Offset} does not continue transfer {chunk.Transfer}.");
            }

            chunks.Add(message, bodyOffset + chunk.DataOffset, chunk.DataLength);
            complete = chunks.Length == incoming.Length;
        }

        if (!complete) return;
        lock (_gate)
        {
            if (!_transfers.Remove(chunk.Transfer)) return;
        }

        incoming.Completed(new ReceivedPayload(incoming.Chunks!, incoming.Budget));
    }

    /// <summary>Wants no more of a transfer; true when it was under way.</summary>
    public bool Forget(ulong transfer)
    {
        IncomingTransfer? incoming;
        lock (_gate)
        {
            if (!_transfers.Remove(transfer, out incoming)) return false;
            if (incoming.Waiting is { } place) incoming.Budget.Waiting.Remove(place);
        }

        Drop(incoming);
        return true;
    }

    /// <summary>Forgets all transfers, now and later.</summary>
    public void Close()
    {
        IncomingTransfer[] all;
        lock (_gate)
        {
            _closed = true;
            all = [.. _transfers.Values];
            _transfers.Clear();
            foreach (TransferBudget budget in _budgets) budget.Waiting.Clear();
        }

        foreach (IncomingTransfer incoming in all) Drop(incoming);
    }

    /// <summary>Bytes of a completed transfer have been consumed.</summary>
    internal void GiveBack(TransferBudget budget, long bytes)
    {
        List<IncomingTransfer>? granted = null;
        lock (_gate)
        {
            budget.Taken -= bytes;
            while (budget.Waiting.First is { } first && budget.Fits(first.Value.Length))
            {
                budget.Waiting.RemoveFirst();
                first.Value.Waiting = null;
                Take(first.Value);
                (granted ??= []).Add(first.Value);
            }
        }

        if (granted is null) return;
        foreach (IncomingTransfer incoming in granted) _grant(incoming.Number, (ulong)incoming.Length);
    }

    private static void Take(IncomingTransfer incoming)
    {
        incoming.Budget.Taken += incoming.Length;
        incoming.Chunks = new ReceivedChunks();
    }

    private void Drop(IncomingTransfer incoming)
    {
        bool taken;
        lock (incoming)
        {
            incoming.Forgotten = true;
            taken = incoming.Chunks is not null;
            incoming.Chunks?.Dispose();
        }

        // One that waited has taken nothing, but may have kept others waiting that fit.
        GiveBack(incoming.Budget, taken ? incoming.Length : 0);
    }
}
