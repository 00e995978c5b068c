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
            if (_behindTransfers.TryGetValue(target, out Queue<(SessionCall, ReceivedPayload)>? behind))
            {
                behind.Enqueue((call, payload));
                return;
            }
        }

        call.Submit(payload);
    }

    private void AwaitTransfer(SessionCall call, CallFrame frame)
    {
        lock (_orderGate)
        {
            if (!_awaited.TryAdd(frame.Transfer, new AwaitedTransfer(call, frame.Object)))
            {
                throw new ProtocolException($"The other side announced transfer {frame.Transfer}, which is under way.");
            }

            if (!_behindTransfers.TryGetValue(frame.Object, out Queue<(SessionCall, ReceivedPayload)>? behind))
            {
                _behindTransfers.Add(frame.Object, behind = new Queue<(SessionCall, ReceivedPayload)>());
            }

            behind.Enqueue((call, default));
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
        if (!_behindTransfers.TryGetValue(target, out Queue<(SessionCall Call, ReceivedPayload Payload)>? behind)) return;
        while (behind.TryPeek(out (SessionCall Call, ReceivedPayload Payload) head))
        {
            ReceivedPayload payload = head.Payload;
            if (head.Call.Transfer != 0)
            {
                AwaitedTransfer awaited = _awaited[head.Call.Transfer];
                if (!awaited.Ended) return;
                _awaited.Remove(head.Call.Transfer);
                payload = awaited.Payload;
            }

            behind.Dequeue();
            head.Call.Submit(payload);
        }

        _behindTransfers.Remove(target);
    }

    private sealed class AwaitedTransfer(SessionCall call, ulong target)
    {
        public SessionCall Call { get; } = call;

        public ulong Target { get; } = target;

        public ReceivedPayload Payload { get; set; }

        public bool Ended { get; set; }
    }
}
