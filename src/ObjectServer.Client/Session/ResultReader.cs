using ObjectServer.Reading;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>
/// What all readers of a session's lanes share: takes messages in frame by frame, and lets those that await a result go on right
/// behind its frame while what they do is quick. The calls that they make meanwhile go out together.
/// </summary>
internal abstract class ResultReader : WatchedReader
{
    // How many awaiting callers may have gone on before their calls go out: half of those under way, so that the server works on one
    // half while this side goes on with the other. That more than doubles the rate of 8 to 64 calls in flight; beyond 128 it is 64 of them.
    private const int FewestPerFlush = 4;
    private const int MostPerFlush = 64;

    private readonly ClientSession _session;
    private readonly SessionLane _of;
    private readonly bool _readsOthers;
    private FrameBuffer? _message;
    private int _position;

    /// <param name="session">Whose results these are.</param>
    /// <param name="of">What they come by.</param>
    /// <param name="readsOthers">The reading thread reads for other sessions, too.</param>
    protected ResultReader(ClientSession session, SessionLane of, bool readsOthers = false)
        : base(session)
    {
        _session = session;
        _of = of;
        _readsOthers = readsOthers;
    }

    /// <summary>The reading thread is about to wait for something that only a reader can bring.</summary>
    public void GiveUp() => HandOverNow();

    /// <summary>A message was read; it is released when all of it has been taken in.</summary>
    protected void Begin(FrameBuffer message)
    {
        _message = message;
        _position = 0;
    }

    /// <summary>Takes in what is left of the message. False when another thread goes on with it.</summary>
    /// <exception cref="ProtocolException">The server does not keep to the protocol.</exception>
    protected bool TryTakeIn(ReaderLead lead)
    {
        if (_message is not { } message) return true;
        bool mine = true;
        int ran = 0;

        // A thread that has other sessions to go on with need not wait for the server.
        int together = _readsOthers ? MostPerFlush : Math.Clamp(_session.Calls.Pending.Count / 2, FewestPerFlush, MostPerFlush);
        lead.Begin();
        try
        {
            if (_position == 0) _session.CountReceived(_of, message);
            var cursor = new FrameCursor(message.Span, _position);
            while (mine && cursor.MoveNext())
            {
                _position = cursor.Position;
                _session.Receive(_of, message, cursor);
                if (lead.Ready is not { } work) continue;
                lead.Ready = null;
                mine = TryRun(work);
                if (++ran % together == 0 && lead.TakeFlush()) _session.FlushCalls();
            }
        }
        finally
        {
            bool flush = lead.End();
            if (mine) Drop(message);
            if (flush) _session.FlushCalls();
        }

        return mine;
    }

    private void Drop(FrameBuffer message)
    {
        _message = null;
        message.Release();
    }

    private bool TryRun(IThreadPoolWorkItem work)
    {
        int turn = BeginWork();
        work.Execute();
        if (SynchronizationContext.Current is not null) SynchronizationContext.SetSynchronizationContext(null);
        return TryEndWork(turn);
    }
}
