using ObjectServer.Client.Session;
using ObjectServer.Client.Session.Holds;
using ObjectServer.Session;
using ObjectServer.Session.Access;
using ObjectServer.Session.Authentication;
using ObjectServer.Values;

namespace ObjectServer.Service;

/// <summary>
/// One client's conversation over the unary service: what it holds, what it has under way, and its lease. The lease runs while no
/// request is under way; when it runs out the session ends. Calls may overlap.
/// </summary>
internal sealed partial class UnarySession
{
    // What a reply has besides its values, amply.
    private const int ReplyBytes = 64 * 1024;

    private readonly Lock _gate = new();
    private readonly HashSet<UnaryCall> _running = [];
    private readonly Action<UnarySession, Exception?> _ending;
    private readonly ITimer _lease;
    private long _idleSince;
    private int _underWay;
    private long _entered;
    private long _failed;
    private bool _closed;
    private bool _ended;

    /// <param name="server">The server.</param>
    /// <param name="clientName">What the client calls itself.</param>
    /// <param name="peer">Who opened it.</param>
    /// <param name="principal">Who the client has proven to be.</param>
    /// <param name="ending">Called when the session is to end: because its lease has run out, or for a reason.</param>
    public UnarySession(ServerCore server, string clientName, SessionPeer peer, Principal principal, Action<UnarySession, Exception?> ending)
    {
        Server = server;
        Number = server.NextSessionNumber();
        Started = server.Time.GetUtcNow();
        ClientName = Session.ClientName.Of(clientName);
        Client = peer;
        Principal = principal;
        _ending = ending;
        References = new SessionReferences(server.Host.Objects, server.Identity, static _ => { }, forwards: true)
        {
            MostHeld = server.Options.MaxObjectsPerSession,
            Holds = new SessionHolds(server.Options.MaxHoldsPerSession),
        };
        Access = server.Access.Of(principal, ClientName, References);
        ReplyLimit = server.Limit.MaxBytes <= int.MaxValue - ReplyBytes
            ? server.Limit
            : new ValueLimit("the size of a gRPC message", int.MaxValue - ReplyBytes);
        _lease = server.Time.CreateTimer(static session => ((UnarySession)session!).OnLease(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public ServerCore Server { get; }

    public string ClientName { get; }

    /// <summary>Who opened it; requests may come by other connections.</summary>
    public SessionPeer Client { get; }

    /// <summary>Who the client has proven to be.</summary>
    public Principal Principal { get; }

    /// <summary>What the client may do; null for everything.</summary>
    public SessionAccess? Access { get; }

    /// <summary>Names the session; not a secret.</summary>
    public Guid Id { get; } = Guid.NewGuid();

    /// <summary>Proves that a request is of this session.</summary>
    public byte[] Secret { get; } = SessionToken.NewSecret();

    public SessionReferences References { get; }

    /// <summary>What a single value of a result may take.</summary>
    public ValueLimit ReplyLimit { get; }

    /// <summary>How many requests are under way, those included whose caller has given up while their member still runs.</summary>
    public int Running
    {
        get
        {
            lock (_gate) return Math.Max(_underWay, _running.Count);
        }
    }

    /// <summary>The lease begins anew.</summary>
    public void Renew()
    {
        lock (_gate)
        {
            if (_closed) return;
            _idleSince = Server.Time.GetTimestamp();
            _lease.Change(Server.Options.UnaryLease, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>A request begins, which keeps the session until it ends; false when the session has ended.</summary>
    /// <exception cref="LimitExceededException">As many are under way as are allowed.</exception>
    public bool TryEnter()
    {
        lock (_gate)
        {
            if (_closed) return false;
            int most = Server.Options.MaxCallsPerSession;
            int underWay = Math.Max(_underWay, _running.Count) + 1;
            if (underWay > most)
            {
                throw new LimitExceededException($"{nameof(ObjectServerOptions)}.{nameof(ObjectServerOptions.MaxCallsPerSession)}", most, underWay, "The session");
            }

            _underWay++;
            _entered++;
            _lease.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return true;
        }
    }

    /// <summary>A request has ended.</summary>
    public void Exit()
    {
        lock (_gate)
        {
            if (--_underWay == 0) Renew();
        }
    }

    /// <summary>A call begins.</summary>
    public void Begin(UnaryCall call)
    {
        lock (_gate)
        {
            _running.Add(call);
            if (!_closed) return;
        }

        call.GiveUp(Ended());
    }

    /// <summary>A call has left.</summary>
    public void Forget(UnaryCall call)
    {
        lock (_gate) _running.Remove(call);
    }

    /// <summary>Ends the session: what runs is cancelled, what it holds is given back.</summary>
    /// <param name="reason">What running calls fail with; null when the client has ended the session itself.</param>
    /// <param name="neverRan">What calls fail with that have not begun; null for the same.</param>
    public void End(Exception? reason = null, Exception? neverRan = null)
    {
        UnaryCall[] running;
        lock (_gate)
        {
            if (_ended) return;
            _closed = _ended = true;
            running = [.. _running];
        }

        _lease.Dispose();

        // First all of them, as in the other kind of session.
        foreach (UnaryCall call in running) call.KeepOut();
        foreach (UnaryCall call in running) call.GiveUp(reason ?? Ended(), neverRan);
        References.Holds!.End();
        References.Close();
        Server.Past.Add(this);
        Server.Log.SessionEnded(Id, ClientName);
    }

    private static OperationCanceledException Ended() => new("The session has ended, and the call with it.");

    private void OnLease()
    {
        lock (_gate)
        {
            // A request may have come and gone while the timer was on its way here: it has set the timer anew.
            if (_underWay > 0 || Server.Time.GetElapsedTime(_idleSince) < Server.Options.UnaryLease) return;
            _closed = true;
        }

        _ending(this, null);
    }
}
