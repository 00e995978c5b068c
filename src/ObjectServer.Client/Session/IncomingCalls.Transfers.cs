using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <content>Calls whose arguments come in chunks, and those that stand behind them in the order of their object.</content>
internal sealed partial class IncomingCalls
{
    private readonly Dictionary<ulong, AwaitedTransfer> _awaited = [];

    // Calls of one session to one object keep their order also when the arguments of an earlier one are still arriving in chunks.
    private void InOrder(SessionCall call, ulong target, ReceivedPayload payload)
    {
        lock (_orderGate)
        {
            if (_behindTransfers.TryGetValue(target, out Queue<OrderedCall>? behind))
            {
                behind.Enqueue(new OrderedCall(call, payload));
                return;
            }
        }

        call.Submit(payload);
    }

    // Only the thread that asks adds to it; calls of other objects go on while a large value arrives.
    private bool IsBehindTransfer(ulong target)
    {
        if (_behindTransfers.Count == 0) return false;
        lock (_orderGate) return _behindTransfers.ContainsKey(target);
    }

    /// <summary>
    /// A batch takes its places at objects: at once, or when those of their calls have gone before it that came before and whose arguments are
    /// still arriving. What comes behind it stays behind it.
    /// </summary>
    /// <param name="targets">The objects.</param>
    /// <param name="takePlaces">Takes them; called under a lock of this session, and must not wait.</param>
    public void InOrder(IReadOnlyList<ulong> targets, Action takePlaces)
    {
        lock (_orderGate)
        {
            if (!targets.Any(_behindTransfers.ContainsKey))
            {
                takePlaces();
                return;
            }

            var batch = new OrderedBatch(targets, takePlaces);
            foreach (ulong target in targets)
            {
                if (!_behindTransfers.TryGetValue(target, out Queue<OrderedCall>? behind)) _behindTransfers.Add(target, behind = new Queue<OrderedCall>());
                behind.Enqueue(new OrderedCall(batch));
            }

            foreach (ulong target in targets) Advance(target);
        }
    }

    private void AwaitTransfer(SessionCall call, CallFrame frame)
    {
        lock (_orderGate)
        {
            if (!_awaited.TryAdd(frame.Transfer, new AwaitedTransfer(call, frame.Object)))
            {
                throw new ProtocolException($"The other side announced transfer {frame.Transfer}, which is under way.");
            }

            if (!_behindTransfers.TryGetValue(frame.Object, out Queue<OrderedCall>? behind))
            {
                _behindTransfers.Add(frame.Object, behind = new Queue<OrderedCall>());
            }

            behind.Enqueue(new OrderedCall(call, default));
        }

        if (call.IsAbandoned)
        {
            TransferEnded(call);
            return;
        }

        _side.Incoming.Announce(
            frame.Transfer,
            frame.TransferBytes,
            frame.Depth > 0 ? TransferPurpose.ChainedCall : TransferPurpose.Call,
            payload => Arrived(frame.Transfer, payload));

        // One that was abandoned just before had nothing to forget yet.
        if (call.IsAbandoned) _side.Incoming.Forget(frame.Transfer);
    }

    private void Arrived(ulong transfer, ReceivedPayload payload)
    {
        lock (_orderGate)
        {
            if (!_awaited.TryGetValue(transfer, out AwaitedTransfer? awaited) || awaited.Ended)
            {
                // It was refused, and its sender takes back itself what it mentions.
                payload.Dispose();
                return;
            }

            awaited.Payload = payload;
            awaited.Ended = true;
            awaited.Call.TransferIsThere = true;
            Advance(awaited.Target);
        }
    }

    // One that is not awaited yet ends when it would be.
    private void TransferEnded(SessionCall call)
    {
        lock (_orderGate)
        {
            if (!_awaited.TryGetValue(call.Transfer, out AwaitedTransfer? awaited) || awaited.Call != call || awaited.Ended) return;
            awaited.Ended = true;
            Advance(awaited.Target);
        }

        _side.Incoming.Forget(call.Transfer);
        _side.RefuseTransfer(call.Transfer);
    }

    // Submits, in order, every call at the head of an object's queue that awaits nothing any more.
    private void Advance(ulong target)
    {
        if (!_behindTransfers.TryGetValue(target, out Queue<OrderedCall>? behind)) return;
        while (behind.TryPeek(out OrderedCall head))
        {
            if (head.Call is not { } call)
            {
                if (!head.Batch!.TryGo(target, out bool now)) return;
                behind.Dequeue();
                if (!now) continue;
                foreach (ulong other in head.Batch.Targets) Advance(other);
                continue;
            }

            ReceivedPayload payload = head.Payload;
            if (call.Transfer != 0)
            {
                AwaitedTransfer awaited = _awaited[call.Transfer];
                if (!awaited.Ended) return;
                _awaited.Remove(call.Transfer);
                payload = awaited.Payload;
            }

            behind.Dequeue();
            call.Submit(payload);
        }

        _behindTransfers.Remove(target);
    }

    /// <summary>What stands behind arguments that are still arriving: a call, or a batch.</summary>
    private readonly record struct OrderedCall(SessionCall? Call, ReceivedPayload Payload, OrderedBatch? Batch = null)
    {
        public OrderedCall(OrderedBatch batch)
            : this(null, default, batch)
        {
        }
    }

    /// <summary>A batch that is to be the first at all of its objects before it takes its places.</summary>
    private sealed class OrderedBatch(IReadOnlyList<ulong> targets, Action takePlaces)
    {
        private readonly HashSet<ulong> _missing = [.. targets];
        private bool _gone;

        public IReadOnlyList<ulong> Targets => targets;

        /// <summary>It is the first at an object. True when it has taken its places, just <paramref name="now"/> or before.</summary>
        public bool TryGo(ulong target, out bool now)
        {
            _missing.Remove(target);
            now = _missing.Count == 0 && !_gone;
            if (!now) return _gone;
            _gone = true;
            takePlaces();
            return true;
        }
    }

    private sealed class AwaitedTransfer(SessionCall call, ulong target)
    {
        public SessionCall Call { get; } = call;

        public ulong Target { get; } = target;

        public ReceivedPayload Payload { get; set; }

        public bool Ended { get; set; }
    }
}
