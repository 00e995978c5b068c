using ObjectServer.Reading;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <content>Calls that leave together.</content>
internal sealed partial class OutgoingCalls
{
    /// <summary>Appends a call whose place is taken; it leaves with the next <see cref="Flush"/> at the latest. Otherwise as <see cref="Send(PendingCall, CallFrame, PayloadBuffer, out bool)"/>.</summary>
    public void Append(PendingCall call, CallFrame frame, PayloadBuffer payload, out bool taken)
    {
        taken = false;
        ThrowIfDraining();
        bool large = IsLarge(payload);
        if (large)
        {
            frame.TransferBytes = (ulong)payload.Length;
            frame.Transfer = _side.Outgoing.Add(payload);
            taken = true;
        }

        Exception? closed;
        LaneWriter lane = Lane;
        lock (lane.Gate)
        {
            frame.Sequence = call.Sequence = _lastSequence + 1;
            if (call.Progress is { } progress) progress.Sequence = call.Sequence;
            if (_pending.TryAdd(call, out closed))
            {
                _lastSequence++;
                lane.Append(frame, large ? default : new PayloadSource(payload));
            }
        }

        if (closed is not null) throw Unsent(closed);
    }

    /// <summary>Sends the calls that were appended, and has their answers read.</summary>
    public void Flush()
    {
        if (!ReaderLead.TryDeferFlush(_side)) Lane.Flush();
        _side.DemandReader();
    }
}
