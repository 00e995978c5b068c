using System.Diagnostics;

namespace ObjectServer.Client.Session.Holds;

/// <summary>
/// One thing that an object of the server holds for a session, or that a session waits for: a lock, a permit, a leased item. Whoever gives it back asks
/// <see cref="TryEnd"/> first, so that it is given back once, whatever comes at the same moment: its release, the session's end, or the end
/// of its grace.
/// </summary>
/// <param name="session">Whose it is; null for the server's own, which ends only when it is given back.</param>
internal abstract class SessionHold(SessionHolds? session)
{
    private int _ended;

    /// <summary>Whose it is; null for the server's own.</summary>
    public SessionHolds? Session { get; } = session;

    /// <summary>Since when it is what <see cref="Kind"/> says, as <see cref="Stopwatch"/> shows it.</summary>
    public long Since { get; protected set; } = Stopwatch.GetTimestamp();

    /// <summary>What it is to the session.</summary>
    public virtual HoldKind Kind => HoldKind.Wait;

    /// <summary>As who looks at the server sees it.</summary>
    /// <param name="how">What the session has of the object, or wants of it, in a word.</param>
    public HoldSight Look(string how) => new(Session, how, Stopwatch.GetElapsedTime(Since));

    /// <summary>Where the session's client is now.</summary>
    public SessionPresence Presence => Session?.Presence ?? SessionPresence.Here;

    /// <summary>
    /// Whether what is handed out now is on its way to the client: it is here, and has a link. While it has none, what waits is better passed over;
    /// <see cref="OnPresence"/> comes when there is one again.
    /// </summary>
    public bool IsReachable => Session is null || (Session.Presence == SessionPresence.Here && Session.IsLinked);

    /// <summary>Neighbours in the session's list, and whether it is in there; guarded by the session's gate.</summary>
    internal (SessionHold? Previous, SessionHold? Next, bool IsListed) Place { get; set; }

    /// <summary>The session holds it from now on. To be called before it is given out.</summary>
    /// <exception cref="LimitExceededException">The session holds as many as it may.</exception>
    /// <exception cref="OperationCanceledException">The session has ended.</exception>
    public void Begin() => Session?.Add(this);

    /// <summary>It is over. True for the one caller who gives it back; the session does not hold it any more.</summary>
    public bool TryEnd()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0) return false;
        Session?.Remove(this);
        return true;
    }

    /// <summary>
    /// <see cref="Presence"/> or <see cref="IsReachable"/> has changed, perhaps several times: only how it is now counts. May come at any time from any thread, also once after
    /// the end; must not wait.
    /// </summary>
    public abstract void OnPresence();
}
