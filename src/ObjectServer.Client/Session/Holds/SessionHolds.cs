namespace ObjectServer.Client.Session.Holds;

/// <summary>
/// What objects of the server hold for one session, and where its client is. An object asks <see cref="OfCaller"/> for whom its code runs. Calls may
/// overlap.
/// </summary>
/// <param name="most">How many there may be at a time.</param>
internal sealed class SessionHolds(int most)
{
    private static bool _areUsed;

    private readonly Lock _gate = new();
    private SessionHold? _first;
    private int _count;
    private SessionPresence _presence;

    /// <summary>
    /// The holds of the session whose call runs the code that asks: of the innermost call, where one object has called another. Null for code
    /// that no call of a session runs, whose holds are the server's own.
    /// </summary>
    public static SessionHolds? OfCaller => IncomingCall.Current?.Holds;

    /// <summary>Whether this process has objects that ask for whom they are called, so that every call must say so.</summary>
    public static bool AreUsed => Volatile.Read(ref _areUsed);

    /// <summary>Where the session's client is.</summary>
    public SessionPresence Presence
    {
        get
        {
            lock (_gate) return _presence;
        }
    }

    /// <summary>Says whether the session has a link at the moment. Set once; a session without links of its own always counts as linked.</summary>
    public Func<bool>? Linked { get; set; }

    /// <summary>Whether the session has a link at the moment.</summary>
    public bool IsLinked => Linked is null || Linked();

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _count;
        }
    }

    /// <summary>Counts them by what they are.</summary>
    public HoldCounts CountKinds()
    {
        Span<int> counts = stackalloc int[4];
        lock (_gate)
        {
            for (SessionHold? one = _first; one is not null; one = one.Place.Next) counts[(int)one.Kind]++;
        }

        return new HoldCounts(counts[(int)HoldKind.Lock], counts[(int)HoldKind.Permit], counts[(int)HoldKind.Lease], counts[(int)HoldKind.Wait]);
    }

    /// <summary>To be called when the first object is made that asks for its caller.</summary>
    public static void Use()
    {
        if (!_areUsed) Volatile.Write(ref _areUsed, true);
    }

    /// <summary>Notes where the client is. Under the gate of who knows that, so that the last one who notes is right; <see cref="Tell"/> follows outside of it.</summary>
    /// <returns>True when that has changed.</returns>
    public bool Note(SessionPresence presence)
    {
        lock (_gate)
        {
            if (_presence == presence || _presence == SessionPresence.Ended) return false;
            _presence = presence;
            return true;
        }
    }

    /// <summary>Tells everything that is held to look at <see cref="Presence"/>. What is added meanwhile looks by itself.</summary>
    public void Tell()
    {
        SessionHold[] all;
        lock (_gate)
        {
            all = new SessionHold[_count];
            int i = 0;
            for (SessionHold? one = _first; one is not null; one = one.Place.Next) all[i++] = one;
        }

        foreach (SessionHold one in all) one.OnPresence();
    }

    /// <summary>The session has ended, and with it all that it holds. Again: nothing.</summary>
    public void End()
    {
        if (Note(SessionPresence.Ended)) Tell();
    }

    /// <summary>One more is held.</summary>
    internal void Add(SessionHold hold)
    {
        lock (_gate)
        {
            if (_presence == SessionPresence.Ended) throw new OperationCanceledException("The session has ended for which this was to be held.");
            if (_count >= most) throw new LimitExceededException("ObjectServerOptions.MaxHoldsPerSession", most, _count + 1L, "What the session holds and waits for");
            hold.Place = (null, _first, true);
            if (_first is { } next) next.Place = next.Place with { Previous = hold };
            _first = hold;
            _count++;
        }
    }

    /// <summary>One is not held any more.</summary>
    internal void Remove(SessionHold hold)
    {
        lock (_gate)
        {
            (SessionHold? previous, SessionHold? next, bool isListed) = hold.Place;
            if (!isListed) return;
            hold.Place = default;
            if (previous is null) _first = next;
            else previous.Place = previous.Place with { Next = next };
            if (next is not null) next.Place = next.Place with { Previous = previous };
            _count--;
        }
    }
}
