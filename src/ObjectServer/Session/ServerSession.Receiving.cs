using ObjectServer.Dispatch;
using ObjectServer.Objects;
using ObjectServer.Wire;

namespace ObjectServer.Session;

/// <content>What arrives on the session's lanes. Nothing here waits or runs user code.</content>
internal sealed partial class ServerSession
{
    /// <summary>Largest payload inside a call or result frame.</summary>
    public const int InlineBytes = 1024 * 1024;

    // Cancels that came before their call, at most as many as there may be calls.
    private readonly HashSet<ulong> _earlyCancels = [];
    private readonly Dictionary<ulong, Queue<(SessionCall Call, ReceivedPayload Payload)>> _behindTransfers = [];
    private readonly Lock _orderGate = new();
    // Places of calls and requests whose result has not been sent: with the result the client has the place back.
    private int _places;
    private ulong _lastSequence;
    private ulong _lastKnown;

    /// <summary>The client has attached the lane that calls come on.</summary>
    public bool TryAttachCalls(LaneWriter calls) => Interlocked.CompareExchange(ref _calls, calls, null) is null;

    /// <summary>The client has attached the bulk lane.</summary>
    public bool TryAttachBulk(LaneWriter bulk) => _bulk.TrySetResult(bulk);

    /// <summary>Takes in one frame of a lane's message.</summary>
    /// <returns>A call for the reading thread to run; null when there is nothing to run here.</returns>
    /// <exception cref="ProtocolException">The client does not keep to the protocol.</exception>
    public SessionCall? Receive(FrameBuffer message, in FrameCursor cursor, Lane lane)
    {
        switch (cursor.Kind)
        {
            case FrameKind.Call when lane == Lane.Calls:
                return OnCall(message, cursor.Offset, CallFrame.Read(cursor.Body));
            case FrameKind.Request when lane == Lane.Calls:
                OnRequest(Request.Parser.ParseFrom(cursor.Body));
                break;
            case FrameKind.Release when lane == Lane.Calls:
                OnRelease(Release.Parser.ParseFrom(cursor.Body));
                break;
            case FrameKind.Chunk when lane == Lane.Bulk:
                _incoming.Accept(ChunkFrame.Read(cursor.Body), cursor.Body);
                break;
            case FrameKind.Cancel:
                OnCancel(Cancel.Parser.ParseFrom(cursor.Body).Sequence);
                break;
            case FrameKind.ProgressCredit:
                var progress = ProgressCredit.Parser.ParseFrom(cursor.Body);
                if (_running.TryGetValue(progress.Sequence, out SessionCall? reporting)) reporting.CreditProgress(progress.Reports);
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
            case FrameKind.Call or FrameKind.Request or FrameKind.Release or FrameKind.Chunk or FrameKind.Hello or FrameKind.Attach:
                throw new ProtocolException($"The client sent {cursor.Kind} on lane {lane}, where it does not belong.");
            default:
                // A frame of a later version that does not concern this server.
                break;
        }

        return null;
    }

    private SessionCall? OnCall(FrameBuffer message, int bodyOffset, in CallFrame frame)
    {
        Number(frame.Sequence);
        if (Refusal(frame, out SharedObject? target, out MemberInvoker? invoker) is { } refusal)
        {
            _ = WasCancelledBefore(frame.Sequence);
            if (frame.Transfer != 0) RefuseTransfer(frame.Transfer);
            SendError(frame.Sequence, refusal, ofUser: false, frame.OneWay);
            return null;
        }

        var payload = frame.Transfer == 0
            ? new ReceivedPayload(message, bodyOffset + frame.ArgumentsOffset, frame.ArgumentsLength)
            : default;
        SessionCall call = TakeCall();
        call.Begin(frame, target!, invoker!);
        if (invoker!.RunsOnReader && frame.Transfer == 0 && _behindTransfers.Count == 0 && call.TryEnterHere(payload))
        {
            // It takes no token and reports nothing: once it has begun, nobody looks for it any more.
            if (WasCancelledBefore(frame.Sequence) || Ended.IsCancellationRequested) call.Cancel();
            return call;
        }

        call.IsListed = true;
        _running[frame.Sequence] = call;
        if (WasCancelledBefore(frame.Sequence) || Ended.IsCancellationRequested) call.Cancel();
        if (frame.Transfer != 0) AwaitTransfer(call, frame);
        else InOrder(call, frame.Object, payload);
        if (Ended.IsCancellationRequested) call.Cancel();
        return null;
    }

    /// <summary>Why a call cannot be made; null, with its object pinned, when it can.</summary>
    private Exception? Refusal(in CallFrame frame, out SharedObject? target, out MemberInvoker? invoker)
    {
        invoker = null;
        target = Server.Host.Objects.Find(frame.Object);
        if (target is null || !target.TryPin())
        {
            return new ObjectGoneException(new ObjectReference(Server.Identity.Id, Server.Identity.Generation, frame.Object, 0));
        }

        invoker = target.Type.Find(frame.Member);
        Exception? refusal = null;
        if (invoker is null)
        {
            refusal = new MemberNotFoundException(
                target.Type.Contracts[0].Name, $"{frame.Member:x16}", [.. target.Type.Contracts.SelectMany(contract => contract.Members).Select(member => member.Signature).Take(10)]);
        }
        else if (Server.Host.IsDraining)
        {
            refusal = new ServerUnavailableException("The server is shutting down and takes no new calls; this one did not run.");
        }
        else if (frame.TypeArguments is not null && !invoker.Member.IsOpen)
        {
            refusal = new ArgumentEncodingException($"{invoker.Member} is no generic method; {frame.TypeArguments.Length} type arguments were given.");
        }
        else if (TooMany() is { } tooMany)
        {
            refusal = tooMany;
        }
        else if (frame.TransferBytes > (ulong)Server.Limit.MaxBytes)
        {
            refusal = new LimitExceededException(
                Server.Limit.OptionName, Server.Limit.MaxBytes, (long)Math.Min(frame.TransferBytes, long.MaxValue), $"The arguments of {invoker.Member}");
        }

        if (refusal is not null) target.Unpin();
        return refusal;
    }

    // A client that keeps to its credits never sees this.
    private LimitExceededException? TooMany()
    {
        int places = Volatile.Read(ref _places);
        int most = Server.Options.MaxCallsPerSession;
        return places <= most
            ? null
            : new LimitExceededException($"{nameof(ObjectServerOptions)}.{nameof(ObjectServerOptions.MaxCallsPerSession)}", most, places, "The session");
    }

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
                throw new ProtocolException($"The client announced transfer {frame.Transfer}, which is under way.");
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

        _incoming.Announce(frame.Transfer, frame.TransferBytes, payload => Arrived(frame.Transfer, payload));

        // One that was abandoned just before had nothing to forget yet.
        if (call.IsAbandoned) _incoming.Forget(frame.Transfer);
    }

    private void OnRelease(Release release)
    {
        if (release.Objects.Count != release.Counts.Count) throw new ProtocolException("A release has not as many counts as objects.");
        for (int i = 0; i < release.Objects.Count; i++)
        {
            References.Release(release.Objects[i], (long)Math.Min(release.Counts[i], long.MaxValue));
        }
    }

    private void OnCancel(ulong sequence)
    {
        if (TryCancel(sequence)) return;
        lock (_earlyCancels)
        {
            // Its frame is still on the way, on the other lane.
            if (sequence > _lastKnown)
            {
                if (_earlyCancels.Count < Server.Options.MaxCallsPerSession) _earlyCancels.Add(sequence);
                return;
            }
        }

        // It has ended, or became known just now.
        TryCancel(sequence);
    }

    private bool TryCancel(ulong sequence)
    {
        if (_running.TryGetValue(sequence, out SessionCall? call)) call.Cancel();
        else if (_requests.TryGetValue(sequence, out CancellationTokenSource? request)) CancelRequest(request);
        else return false;
        return true;
    }

    // Only the reader of the calls lane numbers calls.
    private void Number(ulong sequence)
    {
        if (sequence != _lastSequence + 1) throw new ProtocolException($"Call {sequence} came where {_lastSequence + 1} belongs.");
        _lastSequence = sequence;
        Interlocked.Increment(ref _places);
    }

    // A call or request can be found from now on; true when it was cancelled before.
    private bool WasCancelledBefore(ulong sequence)
    {
        lock (_earlyCancels)
        {
            _lastKnown = sequence;
            return _earlyCancels.Remove(sequence);
        }
    }

    private void RefuseTransfer(ulong transfer) => SendControl(FrameKind.TransferRefusal, new TransferRefusal { Transfer = transfer });
}
