using ObjectServer.Client.Session;
using ObjectServer.Reading;
using ObjectServer.Wire;

namespace ObjectServer.Session;

/// <summary>
/// Reads one lane of a session from behind the handshake to its end. Calls that are known to be quick run on the reading thread, and
/// their results go out together.
/// </summary>
internal sealed class LaneReader : WatchedReader
{
    // How many calls of one message may have run before their results go out.
    private const int CallsPerFlush = 64;

    private readonly ServerSession _session;
    private readonly ILane _lane;
    private readonly SessionLane _of;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationToken _stop;
    private FrameBuffer? _message;

    // The one that runs on the reading thread now.
    private SessionCall? _call;
    private int _position;

    public LaneReader(ServerSession session, ILane lane, SessionLane of)
        : base(session)
    {
        _session = session;
        _lane = lane;
        _of = of;
        if (of.Kind == Lane.Calls) session.ReadBy(this);
    }

    /// <summary>Reads to the end of the lane; on the calling thread where the lane is one that threads wait in.</summary>
    /// <param name="stop">Ends reading.</param>
    /// <exception cref="IOException">The link is broken.</exception>
    /// <exception cref="ProtocolException">The client does not keep to the protocol.</exception>
    public Task RunAsync(CancellationToken stop)
    {
        _stop = stop;
        _ = ReadAsync(Lead);
        return _ended.Task;
    }

    /// <summary>The reading thread is about to wait for something that only a reader can bring.</summary>
    public void GiveUp() => HandOverNow();

    /// <inheritdoc/>
    protected override void GoOnElsewhere()
    {
        // The work that holds its thread up goes on without the reader; the call is not used again.
        if (_call is { } call) _session.Served.NoteHeldUp(call);
        _lane.ReadElsewhere(GoOn);
    }

    private void GoOn()
    {
        _session.FlushCalls();
        _ = ReadAsync(Lead);
    }

    private async Task ReadAsync(ReaderLead lead)
    {
        try
        {
            while (true)
            {
                if (_message is null)
                {
                    ValueTask<FrameBuffer?> reading = _lane.ReadAsync(_stop);
                    _message = reading.IsCompletedSuccessfully ? reading.Result : await reading;
                    if (_message is null) break;
                    _position = 0;
                }

                if (!TryTakeIn(lead)) return;
                _message.Release();
                _message = null;
            }

            _ended.TrySetResult();
        }
        catch (Exception e)
        {
            _message?.Release();
            _message = null;
            _ended.TrySetException(e);
        }
    }

    /// <summary>Takes the message in; false when another thread goes on with it.</summary>
    private bool TryTakeIn(ReaderLead lead)
    {
        bool mine = true;
        int ran = 0;
        ExecutionContext? context = ExecutionContext.Capture();
        lead.Begin();
        try
        {
            if (_position == 0) _session.Count(_of, _message!);
            var cursor = new FrameCursor(_message!.Span, _position);
            while (mine && cursor.MoveNext())
            {
                _position = cursor.Position;
                SessionCall? call = _session.Receive(_message, cursor, _of);
                IThreadPoolWorkItem? ready = lead.Ready;
                lead.Ready = null;
                if (call is null && ready is null) continue;
                mine = call is not null ? TryRun(call, context) : TryRun(ready!, context);
                if (++ran % CallsPerFlush == 0 && lead.TakeFlush()) _session.FlushCalls();
            }
        }
        finally
        {
            if (lead.End()) _session.FlushCalls();
        }

        return mine;
    }

    /// <summary>Runs a call; false when another thread reads on meanwhile.</summary>
    private bool TryRun(SessionCall call, ExecutionContext? context)
    {
        _call = call;
        int turn = BeginWork();
        bool ended = call.RunHere();
        Clean(context);
        if (!TryEndWork(turn)) return false;
        _call = null;
        if (ended) _session.Served.Reuse(call);
        return true;
    }

    /// <summary>Lets code go on that awaited a result; false when another thread reads on meanwhile.</summary>
    private bool TryRun(IThreadPoolWorkItem awaiting, ExecutionContext? context)
    {
        int turn = BeginWork();
        awaiting.Execute();
        Clean(context);
        return TryEndWork(turn);
    }

    // What an object left in the thread's context is not the next call's.
    private static void Clean(ExecutionContext? context)
    {
        if (context is not null) ExecutionContext.Restore(context);
        if (SynchronizationContext.Current is not null) SynchronizationContext.SetSynchronizationContext(null);
    }
}
