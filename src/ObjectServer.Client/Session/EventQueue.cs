using System.Buffers;
using System.Diagnostics;
using ObjectServer.Contract;
using ObjectServer.Errors;
using ObjectServer.Reading;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>
/// The events on their way to one handler of the other side, in order. So many are sent before the handler has taken any; what is raised
/// beyond that waits here, and when too much waits the oldest are dropped and counted. Posting never waits. Calls may overlap.
/// </summary>
internal sealed class EventQueue(SessionSide side, ulong handler)
{
    private const int Window = 256;
    private const int MostWaiting = 1024;
    private const int MostWaitingBytes = 16 * 1024 * 1024;

    // Of events that come in a row only the first is sent by the thread that raises it; the others gather until a thread of the pool sends
    // them. Nobody waits for them, and an event that goes to a hundred sessions would keep its thread for a hundred system calls.
    private static readonly long RowTicks = Stopwatch.Frequency / 1000;

    private readonly Lock _gate = new();
    private readonly Queue<(byte[] Arguments, Exports? Exported)> _waiting = new();
    private int _waitingBytes;
    private int _free = Window;
    private long _posted;
    private ulong _number;
    private ulong _lost;

    /// <summary>An event was raised.</summary>
    /// <exception cref="ArgumentEncodingException">It was raised with something that cannot be sent.</exception>
    /// <exception cref="LimitExceededException">It was raised with more than a frame holds.</exception>
    public void Post(ContractMember member, object?[] arguments)
    {
        if (side.Ended.IsCancellationRequested) return;
        PayloadBuffer payload = CallValues.TakeBuffer();
        try
        {
            Post(payload, Encode(payload, member, arguments));
        }
        finally
        {
            CallValues.Recycle(payload);
        }
    }

    /// <summary>The handler has taken so many.</summary>
    public void Credit(uint events)
    {
        lock (_gate)
        {
            _free = (int)Math.Min(_free + events, Window);
            bool owesFlush = false;
            while (_free > 0 && _waiting.TryDequeue(out (byte[] Arguments, Exports? Exported) next))
            {
                _free--;
                _waitingBytes -= next.Arguments.Length;
                owesFlush |= Append(new PayloadSource(next.Arguments), next.Exported);
            }

            if (owesFlush) side.FlushCalls();
        }
    }

    private void Post(PayloadBuffer payload, Exports? exported)
    {
        lock (_gate)
        {
            bool inRow = IsInRow();
            if (_free > 0)
            {
                _free--;
                bool owesFlush = Append(new PayloadSource(payload), exported);
                if (owesFlush && inRow) side.CallsLane.Writer.FlushLater();
                else if (owesFlush) side.FlushCalls();
                return;
            }

            byte[] bytes = payload.AsSequence().ToArray();
            while (_waiting.Count == MostWaiting || (_waiting.Count > 0 && _waitingBytes + bytes.Length > MostWaitingBytes))
            {
                (byte[] oldest, Exports? held) = _waiting.Dequeue();
                _waitingBytes -= oldest.Length;
                held?.Undo(side.References);
                _lost++;
                BoundMetrics.EventLost();
            }

            _waiting.Enqueue((bytes, exported));
            _waitingBytes += bytes.Length;
        }
    }

    private Exports? Encode(PayloadBuffer payload, ContractMember member, object?[] arguments)
    {
        ValueWriter writer = CallValues.TakeWriter();
        Exports? outer = Exports.Begin();
        bool written = false;
        try
        {
            writer.Reset(payload, side.References, side.SendLimit);
            foreach (ContractParameter parameter in member.Parameters)
            {
                if (parameter.Codec is { } codec) codec.WriteBoxed(writer, arguments[parameter.Position]);
                else writer.WriteMissing();
            }

            if (payload.Length > SessionSide.InlineBytes)
                throw new LimitExceededException("the size of an event", SessionSide.InlineBytes, payload.Length, "What the event was raised with");
            written = true;
            return Exports.End(outer);
        }
        finally
        {
            if (!written) Exports.End(outer)?.Undo(side.References);
            CallValues.Recycle(writer);
        }
    }

    private bool IsInRow()
    {
        long before = _posted;
        _posted = Stopwatch.GetTimestamp();
        return _posted - before < RowTicks;
    }

    // Whether the event is still to be flushed.
    private bool Append(in PayloadSource arguments, Exports? exported)
    {
        var raised = new EventFrame { Handler = handler, Number = ++_number, Lost = _lost };
        _lost = 0;
        bool owesFlush = side.CallsLane.Writer.Append(raised, arguments) && !ReaderLead.TryDeferFlush(side);
        exported?.Unpin();
        return owesFlush;
    }
}
