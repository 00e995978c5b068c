using ObjectServer.Reading;
using ObjectServer.Telemetry;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>
/// The calls and requests that one side of a session makes at the other: against credits, in order, each with one outcome; and the
/// references that it gives back. Calls may overlap.
/// </summary>
internal sealed class OutgoingCalls : IDisposable
{
    private readonly SessionSide _side;
    private readonly PendingCalls _pending = new();
    private readonly ReleaseQueue _releases;
    private CallGathering _gathering;
    private WorkPace _pace;
    private SemaphoreSlim _credits = new(0);
    private ulong _lastSequence;
    private int _overdrawn;

    // Changed, like the numbers of calls, while the lane is held.
    private bool _isOver;

    public OutgoingCalls(SessionSide side)
    {
        _side = side;
        _releases = new ReleaseQueue(side.Time, SendReleases);
    }

    /// <summary>The calls that await their answer.</summary>
    public PendingCalls Pending => _pending;

    /// <summary>How many calls and requests have been sent.</summary>
    public ulong Sent => Volatile.Read(ref _lastSequence);

    private LaneWriter Lane => _side.CallsLane.Writer;

    /// <summary>The other side takes so many calls at a time. Called once, before the first call.</summary>
    public void Grant(uint credits) => _credits = new SemaphoreSlim((int)Math.Min(credits, int.MaxValue));

    /// <summary>Takes a place for a call if there is one at once.</summary>
    /// <exception cref="LimitExceededException">Too many calls of running calls are under way already.</exception>
    public bool TryEnter() => _credits.Wait(0) || TryOverdraw();

    /// <summary>Takes a place for a call, waiting for it on this thread, when there is none at once.</summary>
    /// <param name="limit">How long the call may take; infinite for any time.</param>
    /// <param name="what">What is called, for messages.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled first; it is the exception's.</exception>
    /// <exception cref="TimeoutException">The time of the call was over first.</exception>
    /// <exception cref="ServerUnavailableException">The session ended first.</exception>
    public void Enter(TimeSpan limit, object what, CancellationToken cancel)
    {
        _side.HoldUpNoReader();
        bool onPool = BlockedThreads.Enter();
        using var due = new CancellationTokenSource(limit, _side.Time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(cancel, _side.Ended, due.Token);
        try
        {
            _credits.Wait(any.Token);
            LeaveIfCancelled(what, cancel);
        }
        catch (OperationCanceledException e)
        {
            throw NotEntered(e, due.IsCancellationRequested, limit, what, cancel);
        }
        finally
        {
            if (onPool) BlockedThreads.Leave();
        }
    }

    /// <inheritdoc cref="Enter"/>
    public async Task EnterAsync(TimeSpan limit, object what, CancellationToken cancel)
    {
        using var due = new CancellationTokenSource(limit, _side.Time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(cancel, _side.Ended, due.Token);
        try
        {
            await _credits.WaitAsync(any.Token).ConfigureAwait(false);
            LeaveIfCancelled(what, cancel);
        }
        catch (OperationCanceledException e)
        {
            throw NotEntered(e, due.IsCancellationRequested, limit, what, cancel);
        }
    }

    /// <summary>
    /// Sends a call whose place is taken. The payload is used up: it is sent, or handed to a transfer (the caller sees that by
    /// <paramref name="taken"/>).
    /// </summary>
    /// <exception cref="ServerUnavailableException">The session has ended, or the other side takes no more calls: the call was not sent.</exception>
    public void Send(PendingCall call, CallFrame frame, PayloadBuffer payload, out bool taken)
    {
        Append(call, frame, payload, out taken);
        if (!ReaderLead.TryDeferFlush(_side))
        {
            if (call is BlockingCall) _gathering.Await(_pending.Count);
            Lane.Flush();
        }

        if (!call.CanRead) _side.DemandReader();
    }

    /// <summary>As <see cref="Send(PendingCall, CallFrame, PayloadBuffer, out bool)"/>; but the call leaves with the next flush at the latest.</summary>
    /// <inheritdoc cref="Send(PendingCall, CallFrame, PayloadBuffer, out bool)" path="/exception"/>
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

        Exception? closed = null;
        bool over;
        LaneWriter lane = Lane;
        lock (lane.Gate)
        {
            // Numbered and appended in one: the other side sees sequences in their order.
            over = _isOver;
            frame.Sequence = call.Sequence = _lastSequence + 1;
            call.Position = lane.Appended;
            if (call.Progress is { } progress) progress.Sequence = call.Sequence;
            if (!over && _pending.TryAdd(call, out closed))
            {
                _lastSequence++;
                lane.Append(frame, large ? default : new PayloadSource(payload));
            }
        }

        if (over)
        {
            if (large) _side.Outgoing.Drop(frame.Transfer);
            throw Draining();
        }

        if (closed is not null) throw Unsent(closed);
    }

    /// <summary>Sends the calls that were appended, and has their answers read.</summary>
    public void Flush()
    {
        if (!ReaderLead.TryDeferFlush(_side)) Lane.Flush();
        _side.DemandReader();
    }

    /// <summary>Sends a request whose place is taken.</summary>
    /// <exception cref="ServerUnavailableException">The session has ended: the request was not sent.</exception>
    public void Send(PendingCall call, Request request)
    {
        ThrowIfDraining();
        Exception? closed = null;
        bool over;
        LaneWriter lane = Lane;
        lock (lane.Gate)
        {
            over = _isOver;
            if (!over) TryAppend(call, request, out closed);
        }

        if (over) throw Draining();
        if (closed is not null) throw Unsent(closed);
        lane.Flush();
        if (!call.CanRead) _side.DemandReader();
    }

    /// <summary>The other side takes no new calls: tells it, behind the last one that was sent, that no more will come.</summary>
    public void SayLast()
    {
        LaneWriter lane = Lane;
        var last = new OneWayCall { Session = _side };
        lock (lane.Gate)
        {
            if (_isOver) return;
            _isOver = true;

            // It takes no place, of which there may be none, and so must not give one back.
            if (TryAppend(last, new Request { DrainSeen = new DrainSeen() }, out _)) Interlocked.Increment(ref _overdrawn);
        }

        lane.Flush();
        _side.DemandReader();
    }

    /// <summary>Asks the other side to cancel a call; its answer says what became of it.</summary>
    public void Cancel(PendingCall call) => _side.SendControl(FrameKind.Cancel, new Cancel { Sequence = call.Sequence });

    /// <summary>
    /// Lets somebody who awaits a result go on: on the thread that reads, behind the frame that it is at, while that has been quick of
    /// late; else on the thread pool. With 64 small calls in flight over unix:, that makes three times as many a second.
    /// </summary>
    public void Run(IThreadPoolWorkItem awaiting)
    {
        if (_pace.IsQuick && ReaderLead.Of(_side) is { IsOver: false, Ready: null } lead) lead.Ready = awaiting;
        else ThreadPool.UnsafeQueueUserWorkItem(awaiting, preferLocal: false);
    }

    /// <summary>Somebody who awaited a result has gone on, and kept the thread for so long.</summary>
    /// <param name="ticks">Of <see cref="System.Diagnostics.Stopwatch"/>.</param>
    public void Ran(long ticks) => _pace.Took(ticks);

    /// <summary>Whether a payload of this length goes as a transfer.</summary>
    public bool IsLarge(PayloadBuffer payload) => payload.Length > _side.SendInlineBytes;

    /// <summary>
    /// Gives receipts of one object back. It goes behind every call that was sent before, so that it cannot overtake one that uses
    /// the object.
    /// </summary>
    public void SendRelease(ulong objectId, ulong receipts)
    {
        var release = new Release();
        release.Objects.Add(objectId);
        release.Counts.Add(receipts);
        SendRelease(release);
    }

    /// <summary>A proxy was collected. Called by its finalizer.</summary>
    public void Collected(RemoteHandle handle) => _releases.Add(handle);

    /// <summary>Gives back what collected proxies held, now.</summary>
    public void DrainReleases() => _releases.Drain();

    /// <summary>A result has arrived.</summary>
    public void OnResult(FrameBuffer message, int bodyOffset, in ResultFrame result)
    {
        if (result.Transfer != 0 && result.TransferBytes <= (ulong)_side.Limit.MaxBytes)
        {
            // The call stays pending until the whole result is there.
            if (_pending.FindForTransfer(result.Sequence) is not null) Announce(result.Sequence, result.Transfer, result.TransferBytes);
            return;
        }

        if (Answered(result.Sequence) is not { } call) return;
        if (result.Unread) call.Exported?.TakeBack(_side.References);
        if (result.Transfer != 0)
        {
            _side.RefuseTransfer(result.Transfer);
            call.OnError(new LimitExceededException(
                _side.Limit.OptionName, _side.Limit.MaxBytes, (long)Math.Min(result.TransferBytes, long.MaxValue), "The result"));
        }
        else if (result.ErrorLength > 0)
        {
            call.OnError(_side.Errors.FromWire(Error.Parser.ParseFrom(message.Slice(bodyOffset + result.ErrorOffset, result.ErrorLength).Span)));
        }
        else
        {
            call.OnResult(new ReceivedPayload(message, bodyOffset + result.ValuesOffset, result.ValuesLength));
        }
    }

    /// <summary>A running call reports.</summary>
    public void OnProgress(Progress progress) => _pending.Find(progress.Sequence)?.Progress?.Post(progress.Parameter, progress.Value.Span);

    /// <summary>The session has ended: every pending call fails, and later ones are refused. Called once.</summary>
    /// <param name="cause">Why.</param>
    /// <param name="failure">What a call fails with.</param>
    public void Close(Exception cause, Func<PendingCall, Exception> failure)
    {
        foreach (PendingCall call in _pending.Close(cause)) call.OnError(failure(call));
        _releases.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _releases.Dispose();

        // The credits stay: whoever still has a proxy is told that the session has ended.
    }

    // A method of its own, so that other results take no memory for what it remembers.
    private void Announce(ulong sequence, ulong transfer, ulong bytes) =>
        _side.Incoming.Announce(transfer, bytes, TransferPurpose.Result, payload => Answered(sequence)?.OnResult(payload));

    private PendingCall? Answered(ulong sequence)
    {
        PendingCall? call = _pending.Remove(sequence);
        if (call is not null) Leave();
        return call;
    }

    // A running call keeps its own place until those that it makes have ended: they must not wait for one, or all would wait for ever.
    private bool TryOverdraw()
    {
        if (IncomingCall.Current is not { IsInside: true }) return false;
        int overdrawn = Interlocked.Increment(ref _overdrawn);
        if (overdrawn <= IncomingCalls.MaxChained) return true;
        Interlocked.Decrement(ref _overdrawn);
        throw new LimitExceededException(
            "the calls that running calls make", IncomingCalls.MaxChained, overdrawn, "The session with " + _side.PeerName);
    }

    private void Leave()
    {
        int overdrawn = Volatile.Read(ref _overdrawn);
        while (overdrawn > 0)
        {
            int seen = Interlocked.CompareExchange(ref _overdrawn, overdrawn - 1, overdrawn);
            if (seen == overdrawn) return;
            overdrawn = seen;
        }

        _credits.Release();
    }

    private void SendReleases(Dictionary<ulong, ulong> counts)
    {
        var release = new Release();
        release.Objects.AddRange(counts.Keys);
        release.Counts.AddRange(counts.Values);
        SendRelease(release);
    }

    private void SendRelease(Release release)
    {
        if (Lane.Append(FrameKind.Release, release)) Lane.Flush();
    }

    private bool TryAppend(PendingCall call, Request request, out Exception? closed)
    {
        if (CallTracing.Current.Parent is { } trace) request.TraceParent = trace;
        request.Sequence = call.Sequence = _lastSequence + 1;
        call.Position = Lane.Appended;
        if (!_pending.TryAdd(call, out closed)) return false;
        _lastSequence++;
        Lane.Append(FrameKind.Request, request);
        return true;
    }

    private void ThrowIfDraining()
    {
        if (_side.IsDraining) throw Draining();
    }

    private ServerUnavailableException Draining()
    {
        Leave();
        return new ServerUnavailableException($"{_side.PeerName} is draining and takes no new calls; this one was not sent.").Mark(CallOutcome.NotSent);
    }

    private ServerUnavailableException Unsent(Exception closed)
    {
        Leave();
        return new ServerUnavailableException($"The session with {_side.PeerName} has ended; the call was not sent: {closed.Message}", closed).Mark(CallOutcome.NotSent);
    }

    // The place and the cancellation may come at the same moment.
    private void LeaveIfCancelled(object what, CancellationToken cancel)
    {
        if (!cancel.IsCancellationRequested) return;
        Leave();
        throw new OperationCanceledException($"{what} was cancelled.", cancel);
    }

    // A caller asks the exception whether it was its own token.
    private Exception NotEntered(OperationCanceledException cause, bool isDue, TimeSpan limit, object what, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested)
            return new OperationCanceledException($"The call of {what} was cancelled before it was sent.", cause, cancel).Mark(CallOutcome.NotSent);
        if (isDue && !_side.Ended.IsCancellationRequested)
        {
            return new TimeoutException(
                $"{what} was not called within {limit}: as many calls were under way all the time as the other side takes. It was not sent.", cause).Mark(CallOutcome.NotSent);
        }

        return new ServerUnavailableException($"The session with {_side.PeerName} has ended; the call was not sent.").Mark(CallOutcome.NotSent);
    }
}
