using System.Buffers;
using Google.Protobuf;
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

    private readonly Lock _gate = new();
    private readonly Queue<(byte[] Arguments, Exports? Exported)> _waiting = new();
    private int _waitingBytes;
    private int _free = Window;
    private ulong _number;
    private ulong _lost;

    /// <summary>An event was raised.</summary>
    /// <exception cref="ArgumentEncodingException">It was raised with something that cannot be sent.</exception>
    /// <exception cref="LimitExceededException">It was raised with more than a frame holds.</exception>
    public void Post(ContractMember member, object?[] arguments)
    {
        if (side.Ended.IsCancellationRequested) return;
        (byte[] bytes, Exports? exported) = Encode(member, arguments);
        lock (_gate)
        {
            if (_free > 0)
            {
                _free--;
                Send(bytes, exported);
                return;
            }

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

    /// <summary>The handler has taken so many.</summary>
    public void Credit(uint events)
    {
        lock (_gate)
        {
            _free = (int)Math.Min(_free + events, Window);
            while (_free > 0 && _waiting.TryDequeue(out (byte[] Arguments, Exports? Exported) next))
            {
                _free--;
                _waitingBytes -= next.Arguments.Length;
                Send(next.Arguments, next.Exported);
            }
        }
    }

    private (byte[] Arguments, Exports? Exported) Encode(ContractMember member, object?[] arguments)
    {
        PayloadBuffer payload = CallValues.TakeBuffer();
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
            byte[] bytes = payload.AsSequence().ToArray();
            written = true;
            return (bytes, Exports.End(outer));
        }
        finally
        {
            if (!written) Exports.End(outer)?.Undo(side.References);
            CallValues.Recycle(writer);
            CallValues.Recycle(payload);
        }
    }

    private void Send(byte[] arguments, Exports? exported)
    {
        var raised = new Event { Handler = handler, Number = ++_number, Arguments = UnsafeByteOperations.UnsafeWrap(arguments), Lost = _lost };
        _lost = 0;
        if (side.CallsLane.Writer.Append(FrameKind.Event, raised) && !ReaderLead.TryDeferFlush(side)) side.FlushCalls();
        exported?.Unpin();
    }
}
