using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ObjectServer.Contract;
using ObjectServer.Dispatch;
using ObjectServer.Objects;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>
/// The calls that the other side of a session makes of this side's objects: each is answered once, those of one object in the order in
/// which they came. Nothing here waits or runs user code. One reader takes frames of the calls lane in; everything else may overlap.
/// </summary>
internal sealed partial class IncomingCalls
{
    /// <summary>How many calls may be under way, beyond the places granted, that running calls of the other side make.</summary>
    public const int MaxChained = 1024;

    /// <summary>How many calls of a chain may stand above one.</summary>
    public const int MaxDepth = 100;

    private readonly ConcurrentDictionary<ulong, SessionCall> _running = new();
    private readonly HashSet<ulong> _announced = [];

    // Cancels that came before their call, at most as many as there may be calls.
    private readonly HashSet<ulong> _earlyCancels = [];
    private readonly Dictionary<ulong, Queue<OrderedCall>> _behindTransfers = [];
    private readonly Lock _orderGate = new();
    private readonly ConditionalWeakTable<SharedObject, EventPump> _pumps = [];
    private readonly SessionSide _side;
    private SessionCall? _spare;

    // Places of calls and requests whose result has not been sent: with the result the caller has the place back.
    private int _places;

    // Those of them that running calls of the other side have made.
    private readonly HashSet<ulong> _chained = [];
    private int _chainedCount;
    private ulong _lastSequence;
    private long _eventsLost;
    private long _failed;
    private ulong _lastKnown;

    public IncomingCalls(SessionSide side, ObjectHome home)
    {
        _side = side;
        Home = home;
        Subscriptions = new Subscriptions(home.MaxSubscriptions);
    }

    /// <summary>Handlers of the other side at events of this side's objects.</summary>
    public Subscriptions Subscriptions { get; }

    /// <summary>How many events were lost on their way to this side's handlers.</summary>
    public long EventsLost => Interlocked.Read(ref _eventsLost);

    /// <summary>Where the objects are.</summary>
    public ObjectHome Home { get; }

    /// <summary>The session that the calls belong to.</summary>
    public SessionSide Side => _side;

    /// <summary>How many calls and requests are under way, those included whose large results are still being sent.</summary>
    public int Running => Volatile.Read(ref _places) + _side.Outgoing.Count;

    /// <summary>Says why the other side may not call an object, and null when it may. Null itself when it may call all.</summary>
    public Func<SharedObject, AccessDeniedException?>? Denial { get; set; }

    /// <summary>Cancels what is under way besides calls, by its sequence; false when there is nothing of that number. Null where there is no such thing.</summary>
    public Func<ulong, bool>? TryCancelRequest { get; set; }

    /// <summary>How many calls and requests have come so far.</summary>
    public ulong Total => Volatile.Read(ref _lastSequence);

    /// <summary>How many of them have failed so far.</summary>
    public long Failed => Interlocked.Read(ref _failed);

    /// <summary>Takes a call in.</summary>
    /// <param name="message">What it came in.</param>
    /// <param name="bodyOffset">Where the call's own message starts.</param>
    /// <param name="frame">The call.</param>
    /// <param name="mayRunHere">The reading thread may run it.</param>
    /// <returns>A call for the reading thread to run; null when there is nothing to run here.</returns>
    /// <exception cref="ProtocolException">The other side does not keep to the protocol.</exception>
    public SessionCall? OnCall(FrameBuffer message, int bodyOffset, in CallFrame frame, bool mayRunHere)
    {
        Number(frame.Sequence, frame.Depth > 0);
        if (Refusal(frame, out SharedObject? target, out MemberInvoker? invoker) is { } refusal)
        {
            _ = WasCancelledBefore(frame.Sequence);
            if (frame.Transfer != 0) _side.RefuseTransfer(frame.Transfer);
            else _side.References.GiveBack(new ReceivedPayload(message, bodyOffset + frame.ArgumentsOffset, frame.ArgumentsLength));
            SendError(frame.Sequence, refusal, ofUser: false, frame.OneWay, unread: frame.Transfer != 0);
            return null;
        }

        var payload = frame.Transfer == 0
            ? new ReceivedPayload(message, bodyOffset + frame.ArgumentsOffset, frame.ArgumentsLength)
            : default;
        SessionCall call = TakeCall();
        call.Begin(frame, target!, invoker!);
        if (mayRunHere && invoker!.RunsOnReader && frame.Transfer == 0 && !IsBehindTransfer(frame.Object) && call.TryEnterHere(payload))
        {
            // One that takes no token, and reports nothing, is looked for by nobody once it has begun, unless it turns out to last.
            if (invoker.IsCancellable) List(call);
            if (WasCancelledBefore(frame.Sequence) || _side.Ended.IsCancellationRequested) call.Cancel();
            return call;
        }

        List(call);
        if (WasCancelledBefore(frame.Sequence) || _side.Ended.IsCancellationRequested) call.Cancel();
        if (frame.Transfer != 0) AwaitTransfer(call, frame);
        else InOrder(call, frame.Object, payload);
        if (_side.Ended.IsCancellationRequested) call.Cancel();
        return null;
    }

    /// <summary>What is said when more is under way than may be; null when it is not. A caller that keeps to its credits never sees it.</summary>
    public LimitExceededException? TooMany()
    {
        int places = Volatile.Read(ref _places);
        int chained = Volatile.Read(ref _chainedCount);
        if (chained > Home.MaxCalls + MaxChained)
            return new LimitExceededException("the calls that running calls make", MaxChained, chained, "The session");
        return places - chained <= Home.MaxCalls ? null : new LimitExceededException(Home.MaxCallsOption, Home.MaxCalls, places - chained, "The session");
    }

    /// <summary>The other side gives references back.</summary>
    /// <exception cref="ProtocolException">The message contradicts itself.</exception>
    public void OnRelease(Release release)
    {
        if (release.Objects.Count != release.Counts.Count) throw new ProtocolException("A release has not as many counts as objects.");
        for (int i = 0; i < release.Objects.Count; i++)
        {
            _side.References.Release(release.Objects[i], (long)Math.Min(release.Counts[i], long.MaxValue));
        }
    }

    /// <summary>An event of the other side was raised.</summary>
    public void OnEvent(in EventFrame raised, ReadOnlySpan<byte> body)
    {
        // One whose handler has gone meanwhile is nobody's concern.
        if (Home.Objects.Find(raised.Handler) is not { } handler || !ContractModel.IsDelegate(handler.Type.Class)) return;
        if (Denial?.Invoke(handler) is null) PumpOf(handler).Post(raised, body);
    }

    /// <summary>Events were lost on their way.</summary>
    public void NoteLost(ulong events) => Interlocked.Add(ref _eventsLost, (long)Math.Min(events, long.MaxValue));

    /// <summary>The caller has handed reports on.</summary>
    public void OnProgressCredit(ProgressCredit credit)
    {
        if (_running.TryGetValue(credit.Sequence, out SessionCall? reporting)) reporting.CreditProgress(credit.Reports);
    }

    /// <summary>The caller gives up.</summary>
    public void OnCancel(ulong sequence)
    {
        if (TryCancel(sequence)) return;
        lock (_earlyCancels)
        {
            // Its frame is still on the way, on the other lane.
            if (sequence > _lastKnown)
            {
                if (_earlyCancels.Count < Home.MaxCalls) _earlyCancels.Add(sequence);
                return;
            }
        }

        // It has ended, or became known just now.
        TryCancel(sequence);
    }

    /// <summary>A call or request has come. Only the reader of the calls lane numbers them.</summary>
    /// <exception cref="ProtocolException">It is not the next one.</exception>
    public void Number(ulong sequence, bool isChained)
    {
        if (sequence != _lastSequence + 1) throw new ProtocolException($"Call {sequence} came where {_lastSequence + 1} belongs.");
        _lastSequence = sequence;
        if (isChained)
        {
            lock (_chained)
            {
                _chained.Add(sequence);
                _chainedCount++;
            }
        }

        Interlocked.Increment(ref _places);
    }

    /// <summary>A call or request can be found from now on; true when it was cancelled before.</summary>
    public bool WasCancelledBefore(ulong sequence)
    {
        lock (_earlyCancels)
        {
            _lastKnown = sequence;
            return _earlyCancels.Remove(sequence);
        }
    }

    /// <summary>Why a call cannot be made; null, with its object pinned, when it can.</summary>
    public Exception? Refusal(in CallFrame frame, out SharedObject? target, out MemberInvoker? invoker)
    {
        invoker = null;
        target = Home.Objects.Find(frame.Object);
        if (target is null || !target.TryPin())
        {
            return new ObjectGoneException(new ObjectReference(Home.Identity.Id, Home.Identity.Generation, frame.Object, 0));
        }

        invoker = target.Type.Find(frame.Member);
        Exception? refusal = Denial?.Invoke(target);
        if (refusal is not null)
        {
            // It learns nothing about the object.
        }
        else if (invoker is null)
        {
            refusal = new MemberNotFoundException(
                target.Type.Contracts[0].Name, $"{frame.Member:x16}", [.. target.Type.Contracts.SelectMany(contract => contract.Members).Select(member => member.Signature).Take(10)]);
        }
        else if (Home.IsDraining())
        {
            refusal = new ServerUnavailableException("The server is draining and takes no new calls; this one did not run.");
        }
        else if (frame.TypeArguments is not null && !invoker.Member.IsOpen)
        {
            refusal = new ArgumentEncodingException($"{invoker.Member} is no generic method; {frame.TypeArguments.Length} type arguments were given.");
        }
        else if (TooMany() is { } tooMany)
        {
            refusal = tooMany;
        }
        else if (frame.TransferBytes > (ulong)_side.Limit.MaxBytes)
        {
            refusal = new LimitExceededException(
                _side.Limit.OptionName, _side.Limit.MaxBytes, (long)Math.Min(frame.TransferBytes, long.MaxValue), $"The arguments of {invoker.Member}");
        }
        else if (frame.Depth > 0)
        {
            refusal = Refusal(frame.Chain, frame.Depth, target, invoker.Member);
        }

        if (refusal is not null) target.Unpin();
        return refusal;
    }

    private void List(SessionCall call)
    {
        call.IsListed = true;
        _running[call.Sequence] = call;
        call.StartTimer();
    }

    private bool TryCancel(ulong sequence)
    {
        if (!_running.TryGetValue(sequence, out SessionCall? call) && (call = HeldUp(sequence)) is null) return TryCancelRequest?.Invoke(sequence) ?? false;
        call.Cancel();
        return true;
    }

    private EventPump PumpOf(SharedObject handler) => _pumps.GetValue(handler, one => new EventPump(_side, one));
}
