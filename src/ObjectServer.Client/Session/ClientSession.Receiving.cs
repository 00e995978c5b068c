using ObjectServer.Reading;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <content>What arrives: one reader per lane.</content>
internal sealed partial class ClientSession
{
    // How long the calls lane may stay open behind the others when the server closes the link.
    private static readonly TimeSpan LastAnswers = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource _callsEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits for a call's outcome, on the thread that made it.</summary>
    public void WaitFor(BlockingCall call)
    {
        HoldUpNoReader();
        if (_callsReader is { } reader) reader.Wait(call);
        else call.Park();
    }

    /// <summary>The calling thread is about to wait for the server: should it be the reader itself, another one reads from now on.</summary>
    private void HoldUpNoReader()
    {
        if (ReaderLead.IsHere(this)) _resultReader?.GiveUp();
    }

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
            case FrameKind.Result:
                OnResult(message, cursor.Offset, ResultFrame.Read(cursor.Body));
                break;
            case FrameKind.Progress:
                var progress = Progress.Parser.ParseFrom(cursor.Body);
                _pending.Find(progress.Sequence)?.Progress?.Post(progress.Parameter, progress.Value.Span);
                break;
            case FrameKind.Contract:
                Contracts.Add(ContractDescription.Parser.ParseFrom(cursor.Body));
                break;
            case FrameKind.Chunk:
                _incoming.Accept(ChunkFrame.Read(cursor.Body), cursor.Body);
                break;
            case FrameKind.TransferCredit:
                var credit = TransferCredit.Parser.ParseFrom(cursor.Body);
                _outgoing.Grant(credit.Transfer, credit.Bytes);
                break;
            case FrameKind.TransferRefusal:
                _outgoing.Drop(TransferRefusal.Parser.ParseFrom(cursor.Body).Transfer);
                break;
            case FrameKind.Ping:
                SendControl(FrameKind.Pong, new Pong { Number = Ping.Parser.ParseFrom(cursor.Body).Number });
                break;
            case FrameKind.Drain:
                _draining = true;
                break;
            case FrameKind.Goodbye:
                End(_errors.FromWire(Error.Parser.ParseFrom(cursor.Body)));
                break;
            default:
                // A frame of a later version that does not concern this client.
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
            if (kind != Lane.Calls) await _callsEnded.Task.WaitAsync(LastAnswers, Options.TimeProvider).ConfigureAwait(false);
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
            _resultReader = _callsReader = new CallsReader(this, blocking, _pending);
            return _callsReader.RunAsync();
        }

        var reader = new LaneReader(this, lane);
        if (kind == Lane.Calls) _resultReader = reader;
        return reader.RunAsync();
    }

    private void OnResult(FrameBuffer message, int bodyOffset, in ResultFrame result)
    {
        if (result.Transfer != 0 && result.TransferBytes <= (ulong)Limit.MaxBytes)
        {
            // The call stays pending until the whole result is there.
            if (_pending.FindForTransfer(result.Sequence) is not null) Announce(result.Sequence, result.Transfer, result.TransferBytes);
            return;
        }

        if (Answered(result.Sequence) is not { } call) return;
        if (result.Transfer != 0)
        {
            SendControl(FrameKind.TransferRefusal, new TransferRefusal { Transfer = result.Transfer });
            call.OnError(new LimitExceededException(Limit.OptionName, Limit.MaxBytes, (long)Math.Min(result.TransferBytes, long.MaxValue), "The result"));
        }
        else if (result.ErrorLength > 0)
        {
            call.OnError(_errors.FromWire(Error.Parser.ParseFrom(message.Slice(bodyOffset + result.ErrorOffset, result.ErrorLength).Span)));
        }
        else
        {
            call.OnResult(new ReceivedPayload(message, bodyOffset + result.ValuesOffset, result.ValuesLength));
        }
    }

    // A method of its own, so that other results take no memory for what it remembers.
    private void Announce(ulong sequence, ulong transfer, ulong bytes) =>
        _incoming.Announce(transfer, bytes, payload => Answered(sequence)?.OnResult(payload));

    private PendingCall? Answered(ulong sequence)
    {
        PendingCall? call = _pending.Remove(sequence);
        if (call is not null) _credits.Release();
        return call;
    }

    private void GrantTransfer(ulong transfer, ulong bytes) => _ = GrantTransferAsync(transfer, bytes);

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
