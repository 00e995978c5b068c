using ObjectServer.Reading;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <content>What arrives: one reader per lane.</content>
internal sealed partial class ClientSession
{
    /// <inheritdoc/>
    public override void WaitFor(BlockingCall call)
    {
        HoldUpNoReader();
        if (_callsReader is { } reader) reader.Wait(call);
        else call.Park();
    }

    /// <inheritdoc/>
    public override void HoldUpNoReader()
    {
        if (ReaderLead.IsHere(this)) _resultReader?.GiveUp();
    }

    /// <inheritdoc/>
    public override void DemandReader() => _callsReader?.Demand();

    /// <summary>A message has arrived on a lane, and is about to be taken in.</summary>
    public void CountReceived(SessionLane lane, FrameBuffer message)
    {
        Interlocked.Add(ref _received, message.Length);
        Count(lane, message);
    }

    /// <summary>Takes a whole message of the calls lane in, and releases it.</summary>
    /// <exception cref="ProtocolException">The server does not keep to the protocol.</exception>
    public void TakeIn(FrameBuffer message)
    {
        CountReceived(CallsLane, message);
        try
        {
            var cursor = new FrameCursor(message.Span);
            while (cursor.MoveNext()) Receive(CallsLane, message, cursor);
        }
        finally
        {
            message.Release();
        }
    }

    /// <summary>Takes one frame in.</summary>
    /// <exception cref="ProtocolException">The server does not keep to the protocol.</exception>
    public void Receive(SessionLane lane, FrameBuffer message, in FrameCursor cursor)
    {
        switch (cursor.Kind)
        {
            case FrameKind.Call:
                Served.OnCall(message, cursor.Offset, CallFrame.Read(cursor.Body), mayRunHere: false);
                break;
            case FrameKind.Drain:
                _draining = true;
                Calls.SayLast();
                break;
            case FrameKind.Goodbye:
                End(Errors.FromWire(Error.Parser.ParseFrom(cursor.Body)));
                break;
            case FrameKind.Ping:
                if (!lane.IsWithinMachine) lane.Answer();
                ReceiveShared(lane, message, cursor);
                break;
            default:
                ReceiveShared(lane, message, cursor);
                break;
        }
    }

    private Task ReadAsync(SessionLink link, ILane lane, Lane kind)
    {
        if (lane is BlockingSocketLane blocking)
        {
            var caller = new CallsReader(this, blocking, Calls.Pending);
            _resultReader = _callsReader = caller;
            return caller.RunAsync();
        }

        var reader = new LaneReader(this, LaneOf(kind), lane, link.StopToken);
        if (kind == Lane.Calls) (_resultReader, _callsReader) = (reader, null);
        return reader.RunAsync();
    }

    /// <inheritdoc/>
    protected override void GrantTransfer(ulong transfer, ulong bytes)
    {
        // The server sends on the bulk lane, which only a client can open.
        DemandBulk();
        base.GrantTransfer(transfer, bytes);
    }
}
