using ObjectServer.Reading;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <content>What arrives: one reader per lane.</content>
internal sealed partial class ClientSession
{
    // How long the calls lane may stay open behind the others when the server closes the link.
    private static readonly TimeSpan LastAnswers = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource _callsEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);

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

    /// <summary>A message has arrived.</summary>
    public void Count(FrameBuffer message) => Interlocked.Add(ref _received, message.Length);

    /// <summary>Takes a whole message in, and releases it.</summary>
    /// <exception cref="ProtocolException">The server does not keep to the protocol.</exception>
    public void TakeIn(FrameBuffer message)
    {
        Count(message);
        try
        {
            var cursor = new FrameCursor(message.Span);
            while (cursor.MoveNext()) Receive(message, cursor);
        }
        finally
        {
            message.Release();
        }
    }

    /// <summary>Takes one frame in.</summary>
    /// <exception cref="ProtocolException">The server does not keep to the protocol.</exception>
    public void Receive(FrameBuffer message, in FrameCursor cursor)
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
            default:
                ReceiveShared(message, cursor);
                break;
        }
    }

    private void StartReader(ILane lane, Lane kind)
    {
        lock (_lanesGate) _readers.Add(ReadLaneAsync(lane, kind));
    }

    private async Task ReadLaneAsync(ILane lane, Lane kind)
    {
        try
        {
            await ReadToEndAsync(lane, kind).ConfigureAwait(false);

            // A server that ends its lanes one by one may still have answers on the way on the one that calls go by.
            if (kind != Lane.Calls) await _callsEnded.Task.WaitAsync(LastAnswers, Time).ConfigureAwait(false);
            End(new IOException("The server closed the link."));
        }
        catch (Exception e)
        {
            End(e);
        }
        finally
        {
            if (kind == Lane.Calls) _callsEnded.TrySetResult();
        }
    }

    private Task ReadToEndAsync(ILane lane, Lane kind)
    {
        if (lane is BlockingSocketLane blocking)
        {
            _resultReader = _callsReader = new CallsReader(this, blocking, Calls.Pending);
            return _callsReader.RunAsync();
        }

        var reader = new LaneReader(this, lane);
        if (kind == Lane.Calls) _resultReader = reader;
        return reader.RunAsync();
    }

    /// <inheritdoc/>
    protected override void GrantTransfer(ulong transfer, ulong bytes) => _ = GrantTransferAsync(transfer, bytes);

    private async Task GrantTransferAsync(ulong transfer, ulong bytes)
    {
        try
        {
            // The server sends on the bulk lane, which only a client can open.
            await BulkAsync().ConfigureAwait(false);
            SendControl(FrameKind.TransferCredit, new TransferCredit { Transfer = transfer, Bytes = bytes });
        }
        catch (Exception e)
        {
            End(e);
        }
    }
}
