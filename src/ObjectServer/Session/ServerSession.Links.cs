using ObjectServer.Client.Session;
using ObjectServer.Client.Session.Holds;
using ObjectServer.Wire;

namespace ObjectServer.Session;

/// <content>The links that carry the session, and how long it waits for its client when there is none.</content>
internal sealed partial class ServerSession
{
    private static readonly TimeSpan LastWrite = TimeSpan.FromSeconds(1);

    // How soon after its process a client on this machine is seen to have gone.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly Lock _linkGate = new();
    private readonly SemaphoreSlim _comings = new(1);
    private SessionLink? _link;
    private PeerProcess? _process;
    private ITimer? _waiting;
    private ITimer? _keeping;
    private SessionPeer _peer;
    private long _lost;

    /// <inheritdoc/>
    public override SessionLink? Link => Volatile.Read(ref _link);

    /// <summary>The client's process, if the system has named it: on this machine, by a Unix socket.</summary>
    public PeerProcess? Process => Volatile.Read(ref _process);

    /// <inheritdoc/>
    public SessionPeer LastPeer
    {
        get
        {
            lock (_linkGate) return _peer;
        }
    }

    /// <summary>Whether there is a link.</summary>
    public bool IsLinked => Link is { Cause: null };

    /// <summary>Whether it has no link, and time is counted until its client is back.</summary>
    public bool AwaitsClient
    {
        get
        {
            lock (_linkGate) return _waiting is not null;
        }
    }

    /// <summary>Begins the first link.</summary>
    public SessionLink Begin(SessionPeer peer)
    {
        var link = new SessionLink(1, OnBroken);
        Take(link, peer);
        return link;
    }

    /// <summary>
    /// Begins a new link for a client that has come back. The last one is cut off first, and what it has brought is taken in; null when the
    /// session has ended.
    /// </summary>
    /// <param name="peer">Who is at the other end now.</param>
    /// <param name="limit">Gives up.</param>
    public async Task<SessionLink?> RelinkAsync(SessionPeer peer, CancellationToken limit)
    {
        await _comings.WaitAsync(limit);
        try
        {
            SessionLink last = Link!;
            last.Break(new IOException("The client has come back by another link."));
            await last.StopAsync(TimeSpan.Zero, Time).WaitAsync(limit);
            var link = new SessionLink(last.Number + 1, OnBroken);
            return Take(link, peer) ? link : null;
        }
        finally
        {
            _comings.Release();
        }
    }

    /// <summary>Looks after a link from now on, whose lanes are there.</summary>
    public void Watch(SessionLink link) => link.Watch(new Heartbeat(link, Server.Options.HeartbeatInterval, Time));

    private bool Take(SessionLink link, SessionPeer peer)
    {
        lock (_linkGate)
        {
            if (_endedOnce != 0) return false;
            StopWaiting();
            _process = peer.Process is { } process && process.Is(ProcessId) ? process : null;
            _link = link;
            _peer = peer;
            Holds.Note(SessionPresence.Here);
        }

        // Also one that was not away for long: what waits for it may have been passed over.
        Holds.Tell();
        return true;
    }

    private void OnBroken(SessionLink link, Exception cause) => _ = StopAsync(link, cause);

    private async Task StopAsync(SessionLink link, Exception cause)
    {
        await link.StopAsync(LastWrite, Time);
        lock (_linkGate)
        {
            if (link != _link || _endedOnce != 0) return;
            if (link.Number > 1 || link.Has(Lane.Calls)) AwaitClient(cause);
            else ThreadPool.QueueUserWorkItem(_ => _onGone(this));
        }
    }

    private void AwaitClient(Exception cause)
    {
        Server.Log.LinkLost(Id, ClientName, cause.Message);
        _lost = Time.GetTimestamp();
        StopWaiting();
        TimeSpan grace = Server.Options.SessionGrace;
        if (grace == TimeSpan.Zero || _process is { HasEnded: true })
        {
            ThreadPool.QueueUserWorkItem(_ => _onGone(this));
            return;
        }

        TimeSpan look = _process is null || grace < Look ? grace : Look;
        _waiting = Time.CreateTimer(static session => ((ServerSession)session!).GiveUp(), this, look, Look);

        // Where the session itself ends no later, that is all.
        TimeSpan locks = Server.Options.LockGrace;
        if (locks < grace) _keeping = Time.CreateTimer(static session => ((ServerSession)session!).LetGo(), this, locks, Look);
    }

    // Others do not wait any longer for what the session holds.
    private void LetGo()
    {
        bool isNews;
        lock (_linkGate)
        {
            // It may have come back while the timer was on its way here, and gone again; and a timer may be a moment early.
            if (_keeping is null || Time.GetElapsedTime(_lost) < Server.Options.LockGrace) return;
            _keeping.Dispose();
            _keeping = null;
            isNews = Holds.Note(SessionPresence.Away);
        }

        if (isNews) Holds.Tell();
    }

    private void GiveUp()
    {
        lock (_linkGate)
        {
            if (_waiting is null) return;
            if (_process is not { HasEnded: true } && Time.GetElapsedTime(_lost) < Server.Options.SessionGrace) return;
            StopWaiting();
        }

        _onGone(this);
    }

    private void StopWaiting()
    {
        _waiting?.Dispose();
        _waiting = null;
        _keeping?.Dispose();
        _keeping = null;
    }

    private void Unlink()
    {
        lock (_linkGate) StopWaiting();
        Link?.Break(new IOException("The session has ended."));
    }
}
