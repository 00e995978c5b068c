using System.Buffers;
using Google.Protobuf;
using ObjectServer.Client.Session.Holds;
using ObjectServer.Errors;
using ObjectServer.Reading;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>
/// One side of a session, a client's or a server's. Both can call: <see cref="Calls"/> is what this side calls at the other one,
/// <see cref="Served"/> is what the other one calls here. They share the session's lanes, and the frames say which of them they are for.
/// </summary>
internal abstract class SessionSide : IDisposable
{
    /// <summary>Largest payload that this side accepts inside a call or result frame.</summary>
    public const int InlineBytes = 1024 * 1024;

    private readonly CancellationTokenSource _ended = new();

    /// <param name="home">Where this side's own objects are.</param>
    /// <param name="limit">What a single value may take that arrives.</param>
    /// <param name="registry">Which exceptions travel as themselves.</param>
    /// <param name="time">The clock of all waits.</param>
    protected SessionSide(ObjectHome home, ValueLimit limit, ExceptionRegistry registry, TimeProvider time)
    {
        Limit = limit;
        SendLimit = limit;
        Time = time;
        Errors = new ErrorTranslator(registry);
        ControlLane = OpenLane(Lane.Control);
        CallsLane = OpenLane(Lane.Calls);
        BulkLane = OpenLane(Lane.Bulk);
        Incoming = new IncomingTransfers(limit.MaxBytes, GrantTransfer);
        Outgoing = new OutgoingTransfers(BulkLane.Writer, DemandBulk);
        References = new SessionReferences(home.Objects, home.Identity, contract => Served!.Announce(contract), new ProxyTable(this, home.MaxObjects), home.Forwards)
        {
            MostHeld = home.MaxObjects,
            Holds = home.MaxHolds > 0 ? new SessionHolds(home.MaxHolds) : null,
        };
        Events = new EventQueues(this);
        Calls = new OutgoingCalls(this);
        Served = new IncomingCalls(this, home);
    }

    /// <summary>What this side calls at the other one.</summary>
    public OutgoingCalls Calls { get; }

    /// <summary>What the other side calls here.</summary>
    public IncomingCalls Served { get; }

    /// <summary>Events on their way to the other side.</summary>
    public EventQueues Events { get; }

    /// <summary>What crosses by reference.</summary>
    public SessionReferences References { get; }

    /// <summary>What the other side has said of its contracts.</summary>
    public ContractTable Contracts { get; } = new();

    /// <summary>What arrives in chunks.</summary>
    public IncomingTransfers Incoming { get; }

    /// <summary>What leaves in chunks.</summary>
    public OutgoingTransfers Outgoing { get; }

    /// <summary>Where the other side is, for messages.</summary>
    public abstract string PeerName { get; }

    /// <summary>Where others can reach the other side; null when it does not say.</summary>
    public virtual string? PeerAddress => null;

    /// <summary>Whether shared memory of the other side may be used in place.</summary>
    public virtual bool MapsMemory => true;

    /// <summary>A block of shared memory was never disposed of.</summary>
    public virtual void MemoryLeaked(string what) => System.Diagnostics.Trace.TraceWarning(what);

    /// <summary>Who the other side is, for people, within a sentence.</summary>
    public abstract string Caller { get; }

    /// <summary>Who the other side's objects belong to; null while that is not known.</summary>
    public ServerIdentity? Peer { get; protected set; }

    /// <summary>What a single value may take that arrives.</summary>
    public ValueLimit Limit { get; }

    /// <summary>What a single value may take that is sent.</summary>
    public ValueLimit SendLimit { get; protected set; }

    /// <summary>Largest payload that goes inside a call or result frame; larger ones are transfers.</summary>
    public virtual long SendInlineBytes => InlineBytes;

    /// <summary>How errors cross.</summary>
    public ErrorTranslator Errors { get; }

    /// <summary>Whether errors show the other side where they were thrown.</summary>
    public abstract bool IncludeStack { get; }

    /// <summary>The clock of all waits.</summary>
    public TimeProvider Time { get; }

    /// <summary>Limit for calls that neither their member nor their caller limits; infinite for none.</summary>
    public virtual TimeSpan DefaultTimeout => Timeout.InfiniteTimeSpan;

    /// <summary>Cancelled when the session has ended.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>Cancels, credits, heartbeats.</summary>
    public SessionLane ControlLane { get; }

    /// <summary>Calls, results, and what must keep its order among them.</summary>
    public SessionLane CallsLane { get; }

    /// <summary>Chunks of large values.</summary>
    public SessionLane BulkLane { get; }

    /// <summary>One of the three.</summary>
    public SessionLane LaneOf(Lane kind) => kind switch
    {
        Lane.Control => ControlLane,
        Lane.Calls => CallsLane,
        _ => BulkLane,
    };

    /// <summary>The link that carries the session; the last one while there is none.</summary>
    public abstract SessionLink? Link { get; }

    /// <summary>The other side takes no new calls.</summary>
    public virtual bool IsDraining => false;

    /// <summary>Sends a frame on the control lane.</summary>
    public void SendControl(FrameKind kind, IMessage message)
    {
        if (ControlLane.Writer.Append(kind, message)) ControlLane.Writer.Flush();
    }

    /// <summary>Sends the calls and results that wait.</summary>
    public abstract void FlushCalls();

    /// <summary>A message has arrived, and is about to be taken in.</summary>
    public void Count(SessionLane lane, FrameBuffer message)
    {
        lane.Hear();
        if (!lane.Received.Add(message.Length)) return;
        lane.Acknowledge();
        if (lane != CallsLane || !ReaderLead.TryDeferFlush(this)) lane.Writer.Flush();
    }

    /// <summary>Waits for a call's outcome, on the thread that made it.</summary>
    public virtual void WaitFor(BlockingCall call)
    {
        HoldUpNoReader();
        call.Park();
    }

    /// <summary>The calling thread is about to wait for the other side: should it be the reader itself, another one reads from now on.</summary>
    public abstract void HoldUpNoReader();

    /// <summary>A call has been sent whose caller does not read its answer.</summary>
    public virtual void DemandReader()
    {
    }

    /// <summary>Refuses a transfer that was announced.</summary>
    public void RefuseTransfer(ulong transfer) => SendControl(FrameKind.TransferRefusal, new TransferRefusal { Transfer = transfer });

    /// <summary>Reads one value with <paramref name="codec"/>.</summary>
    public T Read<T>(ValueCodec<T> codec, in ReceivedPayload payload)
    {
        ValueReader reader = CallValues.OpenReader(payload, References, Limit);
        try
        {
            return codec.Read(reader);
        }
        finally
        {
            CallValues.CloseReader(reader);
        }
    }

    /// <summary>Reads one value that a report brought.</summary>
    public void Read(ReadOnlySequence<byte> value, Action<ValueReader> read)
    {
        ValueReader reader = CallValues.TakeReader();
        try
        {
            reader.Reset(value, References, Limit);
            read(reader);
        }
        finally
        {
            CallValues.CloseReader(reader);
        }
    }

    /// <summary>To be called when the session has ended, and nothing waits for it any more.</summary>
    public virtual void Dispose()
    {
        _ended.Dispose();
        Calls.Dispose();
    }

    /// <summary>Chunks are to be sent: the lane for them is to be opened, if this side can.</summary>
    protected virtual void DemandBulk()
    {
    }

    /// <summary>Ends the session, once.</summary>
    protected abstract void EndBy(Exception cause);

    /// <summary>Lets the other side send so many bytes more of a transfer.</summary>
    protected virtual void GrantTransfer(ulong transfer, ulong bytes) =>
        SendControl(FrameKind.TransferCredit, new TransferCredit { Transfer = transfer, Bytes = bytes });

    /// <summary>Takes in a frame that means the same in both directions. Any other is one of a later version that does not concern this side.</summary>
    /// <exception cref="ProtocolException">The other side does not keep to the protocol.</exception>
    protected void ReceiveShared(SessionLane lane, FrameBuffer message, in FrameCursor cursor)
    {
        switch (cursor.Kind)
        {
            case FrameKind.Result:
                Calls.OnResult(message, cursor.Offset, ResultFrame.Read(cursor.Body));
                break;
            case FrameKind.Progress:
                Calls.OnProgress(Progress.Parser.ParseFrom(cursor.Body));
                break;
            case FrameKind.Contract:
                Contracts.Add(ContractDescription.Parser.ParseFrom(cursor.Body));
                break;
            case FrameKind.Event:
                Served.OnEvent(EventFrame.Read(cursor.Body), cursor.Body);
                break;
            case FrameKind.Release:
                Served.OnRelease(Release.Parser.ParseFrom(cursor.Body));
                break;
            case FrameKind.Cancel:
                Served.OnCancel(Cancel.Parser.ParseFrom(cursor.Body).Sequence);
                break;
            case FrameKind.ProgressCredit:
                Served.OnProgressCredit(ProgressCredit.Parser.ParseFrom(cursor.Body));
                break;
            case FrameKind.Chunk:
                Incoming.Accept(ChunkFrame.Read(cursor.Body), message, cursor.Offset);
                break;
            case FrameKind.TransferCredit:
                var credit = TransferCredit.Parser.ParseFrom(cursor.Body);
                Outgoing.Grant(credit.Transfer, credit.Bytes);
                break;
            case FrameKind.TransferRefusal:
                Outgoing.Drop(TransferRefusal.Parser.ParseFrom(cursor.Body).Transfer);
                break;
            case FrameKind.EventCredit:
                var events = EventCredit.Parser.ParseFrom(cursor.Body);
                Events.Credit(events.Handler, events.Events);
                break;
            case FrameKind.Acknowledge:
                lane.Writer.Acknowledge(Acknowledge.Parser.ParseFrom(cursor.Body).Received);
                break;
            case FrameKind.Ping:
                ulong number = Ping.Parser.ParseFrom(cursor.Body).Number;
                if (number != 0) SendControl(FrameKind.Pong, new Pong { Number = number });
                break;
        }
    }

    /// <summary>Everything that both halves have under way ends. Called once.</summary>
    /// <param name="failure">What a call fails with that this side has made.</param>
    /// <param name="cause">Why.</param>
    protected void EndHalves(Func<PendingCall, Exception> failure, Exception cause)
    {
        Calls.Close(cause, failure);
        _ended.Cancel();
        Incoming.Close();
        Outgoing.Close();
        Served.Close();
    }

    /// <summary>Nothing is sent any more.</summary>
    protected void BreakLanes()
    {
        foreach (SessionLane lane in (ReadOnlySpan<SessionLane>)[ControlLane, CallsLane, BulkLane]) lane.Writer.Break();
    }

    private SessionLane OpenLane(Lane kind) => new(kind, new LaneWriter((_, cause) => Link?.Break(cause), EndBy));
}
