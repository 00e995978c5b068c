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

    /// <summary>
    /// Has a batch wait for the calls of an object that stand behind arguments which are still arriving; false when there are none. It is told
    /// under a lock that is this session's, and must not wait.
    /// </summary>
    public bool TryWaitBehindTransfers(ulong target, Action batch)
    {
        lock (_orderGate)
        {
            if (!_behindTransfers.TryGetValue(target, out Queue<OrderedCall>? behind)) return false;
            behind.Enqueue(new OrderedCall(batch));
            return true;
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
                _side.References.GiveBack(payload);
                return;
            }

            awaited.Payload = payload;
            awaited.Ended = true;
            Advance(awaited.Target);
        }
    }

    private void TransferEnded(SessionCall call)
    {
        bool underWay;
        lock (_orderGate)
        {
            if (!_awaited.TryGetValue(call.Transfer, out AwaitedTransfer? awaited) || awaited.Call != call) return;
            underWay = !awaited.Ended;
            awaited.Ended = true;
            Advance(awaited.Target);
        }

        if (!underWay) return;
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
                behind.Dequeue();
                head.Batch!();
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

    /// <summary>What stands behind arguments that are still arriving: a call, or a batch with a call of the same object.</summary>
    private readonly record struct OrderedCall(SessionCall? Call, ReceivedPayload Payload, Action? Batch = null)
    {
        public OrderedCall(Action batch)
            : this(null, default, batch)
        {
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
