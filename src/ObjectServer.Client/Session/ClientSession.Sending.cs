using ObjectServer.Reading;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <content>What is sent: calls and requests against credits, cancels, releases; and how the session ends.</content>
internal sealed partial class ClientSession
{
    private CallGathering _gathering;

    /// <summary>Takes a place for a call if there is one at once.</summary>
    public bool TryEnter() => _credits.Wait(0);

    /// <summary>Takes a place for a call, waiting for it on this thread.</summary>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled first; it is the exception's.</exception>
    /// <exception cref="ServerUnavailableException">The session ended first.</exception>
    public void Enter(CancellationToken cancel)
    {
        if (TryEnter()) return;
        HoldUpNoReader();
        bool onPool = BlockedThreads.Enter();
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, Ended);
            _credits.Wait(either.Token);
        }
        catch (OperationCanceledException e)
        {
            throw NotEntered(e, cancel);
        }
        finally
        {
            if (onPool) BlockedThreads.Leave();
        }
    }

    /// <inheritdoc cref="Enter"/>
    public async Task EnterAsync(CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, Ended);
        try
        {
            await _credits.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e)
        {
            throw NotEntered(e, cancel);
        }
    }

    /// <summary>
    /// Sends a call whose place is taken. The payload is used up: it is sent, or handed to a transfer (the caller sees that by
    /// <paramref name="taken"/>).
    /// </summary>
    /// <exception cref="ServerUnavailableException">The session has ended, or the server takes no more calls: the call was not sent.</exception>
    public void Send(PendingCall call, CallFrame frame, PayloadBuffer payload, out bool taken)
    {
        taken = false;
        ThrowIfDraining();
        bool large = payload.Length > _welcome.MaxInlineBytes;
        if (large)
        {
            frame.TransferBytes = (ulong)payload.Length;
            frame.Transfer = _outgoing.Add(payload);
            taken = true;
        }

        Exception? closed;
        lock (_calls.Gate)
        {
            // Numbered and appended in one: the server sees sequences in their order.
            frame.Sequence = call.Sequence = _lastSequence + 1;
            if (call.Progress is { } progress) progress.Sequence = call.Sequence;
            if (_pending.TryAdd(call, out closed))
            {
                _lastSequence++;
                _calls.Append(frame, large ? default : new PayloadSource(payload));
            }
        }

        if (closed is not null) throw Unsent(closed);
        if (!ReaderLead.TryDeferFlush(this))
        {
            if (call is BlockingCall) _gathering.Await(_pending.Count);
            _calls.Flush();
        }

        if (!call.CanRead) _callsReader?.Demand();
    }

    /// <summary>Sends a request whose place is taken.</summary>
    /// <exception cref="ServerUnavailableException">The session has ended: the request was not sent.</exception>
    public void Send(PendingCall call, Request request)
    {
        ThrowIfDraining();
        Exception? closed;
        lock (_calls.Gate)
        {
            request.Sequence = call.Sequence = _lastSequence + 1;
            if (_pending.TryAdd(call, out closed))
            {
                _lastSequence++;
                _calls.Append(FrameKind.Request, request);
            }
        }

        if (closed is not null) throw Unsent(closed);
        _calls.Flush();
        if (!call.CanRead) _callsReader?.Demand();
    }

    /// <summary>How many calls await their answer.</summary>
    public int PendingCallCount => _pending.Count;

    /// <summary>Sends the calls that wait.</summary>
    public void FlushCalls() => _calls?.Flush();

    /// <summary>
    /// Lets somebody who awaits a result go on: on the thread that reads, behind the frame that it is at, while that has been quick of
    /// late; else on the thread pool. With 64 small calls in flight over unix:, that makes three times as many a second.
    /// </summary>
    public void Run(IThreadPoolWorkItem awaiting)
    {
        if (_pace.IsQuick && ReaderLead.Of(this) is { IsOver: false, Ready: null } lead) lead.Ready = awaiting;
        else ThreadPool.UnsafeQueueUserWorkItem(awaiting, preferLocal: false);
    }

    /// <summary>Somebody who awaited a result has gone on, and kept the thread for so long.</summary>
    /// <param name="ticks">Of <see cref="System.Diagnostics.Stopwatch"/>.</param>
    public void Ran(long ticks) => _pace.Took(ticks);

    /// <summary>Whether a payload of this length goes as a transfer.</summary>
    public bool IsLarge(PayloadBuffer payload) => payload.Length > _welcome.MaxInlineBytes;

    /// <summary>Hands a payload to a transfer and returns its number.</summary>
    public ulong AddTransfer(PayloadBuffer payload) => _outgoing.Add(payload);

    /// <summary>Takes back a transfer that nothing sent names.</summary>
    public void DropTransfer(ulong transfer) => _outgoing.Drop(transfer);

    /// <summary>Asks the server to cancel a call; its answer says what became of it.</summary>
    public void Cancel(PendingCall call) => SendControl(FrameKind.Cancel, new Cancel { Sequence = call.Sequence });

    private void ThrowIfDraining()
    {
        if (!_draining) return;
        _credits.Release();
        throw new ServerUnavailableException($"The server at {Address} is shutting down and takes no new calls; this one was not sent.");
    }

    private ServerUnavailableException Unsent(Exception closed)
    {
        _credits.Release();
        return new ServerUnavailableException($"The session with {Address} has ended; the call was not sent: {closed.Message}", closed);
    }

    // A caller asks the exception whether it was its own token.
    private Exception NotEntered(OperationCanceledException cause, CancellationToken cancel) => cancel.IsCancellationRequested
        ? new OperationCanceledException("The call was cancelled before it was sent.", cause, cancel)
        : new ServerUnavailableException($"The session with {Address} has ended; the call was not sent.");

    private void SendReleases(Dictionary<ulong, ulong> counts)
    {
        var release = new Release();
        release.Objects.AddRange(counts.Keys);
        release.Counts.AddRange(counts.Values);
        if (_calls.Append(FrameKind.Release, release)) _calls.Flush();
    }

    private void Broken(Exception cause) => End(cause);

    /// <summary>Ends the session once: every pending call fails, each with what is known of it.</summary>
    private void End(Exception cause, bool disposing = false)
    {
        if (Interlocked.Exchange(ref _endedOnce, 1) != 0) return;
        foreach (PendingCall call in _pending.Close(cause))
        {
            call.OnError(disposing
                ? new OutcomeUnknownException($"The client of {Address} was disposed of while the call was under way; it may have run.", cause)
                : new OutcomeUnknownException($"The link to {Address} was lost while the call was under way; it may have run: {cause.Message}", cause));
        }

        _ended.Cancel();
        _incoming.Close();
        _outgoing.Close();
        _releases.Dispose();
        if (_control is not null) _control.Break();
        if (_calls is not null) _calls.Break();
        _bulkWriter?.Break();
    }
}
