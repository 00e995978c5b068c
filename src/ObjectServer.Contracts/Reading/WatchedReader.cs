namespace ObjectServer.Reading;

/// <summary>
/// A reader whose thread may do short work for others between two frames: user code, even. Should such work not end, the watch makes
/// another thread the reader, which goes on behind the frame that the work came with: no reader is ever held up by user code.
/// </summary>
internal abstract class WatchedReader
{
    private readonly Lock _handingOver = new();

    // Counts up: odd while there is such work. Who moves it on from an odd number decides who reads on.
    private int _turn;
    private int _seenTurn;
    private int _quietLooks;
    private volatile bool _watched;

    /// <param name="session">The session that is read for.</param>
    protected WatchedReader(object session)
    {
        Session = session;
        Lead = new ReaderLead(session);
    }

    /// <summary>Whether the watch looks after the reader; the watch's own to change, under its lock.</summary>
    public bool IsWatched
    {
        get => _watched;
        set => _watched = value;
    }

    /// <summary>The lead of the thread that reads now.</summary>
    protected ReaderLead Lead { get; private set; }

    private object Session { get; }

    /// <summary>For the watch: whether one and the same work has been going on since the last look.</summary>
    public bool IsHeldUp
    {
        get
        {
            int turn = Volatile.Read(ref _turn);
            return turn == _seenTurn && (turn & 1) != 0;
        }
    }

    /// <summary>For the watch: makes another thread the reader when the work that holds this one up has been seen at more than so many looks.</summary>
    public void HandOverAfter(int looks)
    {
        if (_quietLooks >= looks) HandOver(_seenTurn);
    }

    /// <summary>For the watch: counts a look.</summary>
    /// <param name="looks">After so many looks without other work the reader need not be looked after any more.</param>
    /// <returns>Whether that is so.</returns>
    public bool IsQuiet(int looks)
    {
        int turn = Volatile.Read(ref _turn);
        if (turn != _seenTurn)
        {
            _seenTurn = turn;
            _quietLooks = 0;
            return false;
        }

        if (++_quietLooks < looks) return false;
        _quietLooks = 0;
        _watched = false;

        // Against work that has just begun and still saw that the reader is watched.
        Interlocked.MemoryBarrier();
        _watched = Volatile.Read(ref _turn) != turn;
        return !_watched;
    }

    /// <summary>The reading thread begins work that may last. Returns what <see cref="TryEndWork"/> asks for.</summary>
    protected int BeginWork()
    {
        int turn = _turn + 1;
        Interlocked.Exchange(ref _turn, turn);
        if (!_watched) ReaderWatch.Shared.Add(this);
        return turn;
    }

    /// <summary>The work has ended. False when another thread reads meanwhile: this one touches nothing of the reader any more.</summary>
    protected bool TryEndWork(int turn) => Interlocked.CompareExchange(ref _turn, turn + 1, turn) == turn;

    /// <summary>The reading thread itself is about to wait: another one reads from now on.</summary>
    protected void HandOverNow()
    {
        int turn = Volatile.Read(ref _turn);
        if ((turn & 1) != 0) HandOver(turn);
    }

    /// <summary>Lets another thread go on reading under the new <see cref="Lead"/>; it first flushes what the last one has left.</summary>
    protected abstract void GoOnElsewhere();

    private void HandOver(int turn)
    {
        // The watch, and the reader that is about to wait, may come at once: who comes second must not take back what the first has said of the
        // lead, or the thread that reads no more would leave its frames to be flushed by itself.
        lock (_handingOver)
        {
            ReaderLead last = Lead;
            last.IsOver = true;
            if (Interlocked.CompareExchange(ref _turn, turn + 1, turn) != turn)
            {
                // It ended just now, or another lead is at it.
                last.IsOver = false;
                return;
            }

            Lead = new ReaderLead(Session);
            GoOnElsewhere();
        }
    }
}
