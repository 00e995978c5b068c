using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using ObjectServer.Client.Session;
using ObjectServer.Client.Session.Holds;
using ObjectServer.Dispatch;
using ObjectServer.Reading;
using ObjectServer.Session.Access;
using ObjectServer.Session.Authentication;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Session;

/// <summary>One client's conversation as the server sees it: what it holds, what it has under way. Calls may overlap.</summary>
internal sealed partial class ServerSession : SessionSide
{
    private const ulong ClientGeneration = 1;

    // The ping on the calls lane that is answered when all before it has been read.
    private const ulong LastPing = ulong.MaxValue;

    private readonly ConcurrentDictionary<ulong, CancellationTokenSource> _requests = new();
    private readonly TaskCompletionSource _lastCall = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _allRead = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<ServerSession> _onGone;
    private LaneReader? _callsReader;
    private int _endedOnce;

    /// <param name="server">The server.</param>
    /// <param name="peer">Who is at the other end.</param>
    /// <param name="admission">What the client has said and proven.</param>
    /// <param name="onGone">Called when the session is to end, because its client has gone or does not keep to the protocol.</param>
    public ServerSession(ServerCore server, SessionPeer peer, Admission admission, Action<ServerSession> onGone)
        : base(server.Home, server.Limit, server.Exceptions, server.Time)
    {
        Hello hello = admission.Hello;
        Server = server;
        Number = server.NextSessionNumber();
        Started = server.Time.GetUtcNow();
        Client = peer;
        _peer = peer;
        Principal = admission.Principal;
        ProvesSecret = admission.Secret is not null;
        Secret = admission.Secret ?? RandomNumberGenerator.GetBytes(32);
        ClientName = Session.ClientName.Of(hello.ClientName);
        ProcessId = hello.ProcessId;
        _onGone = onGone;
        IncludeStack = server.Options.IncludeRemoteStack ?? peer.IsLocal;
        long most = (long)Math.Min(hello.MaxValueBytes, long.MaxValue);
        if (most > 0 && most < server.Limit.MaxBytes) SendLimit = new ValueLimit("ObjectClientOptions.MaxValueBytes", most);
        if (hello.ClientId.Length == 16 && hello.CallCredits > 0) Peer = new ServerIdentity(new Guid(hello.ClientId.Span, bigEndian: true), ClientGeneration);
        Calls.Grant(hello.CallCredits);
        Served.TryCancelRequest = TryCancelRequest;
        Holds.Linked = () => IsLinked;
        Access = server.Access.Of(Principal, ClientName, References);
        if (References.Access is not null) Served.Denial = References.Denial;
    }

    public ServerCore Server { get; }

    /// <summary>What objects hold for the client.</summary>
    public SessionHolds Holds => References.Holds!;

    /// <summary>Who is at the other end.</summary>
    public SessionPeer Client { get; }

    public string ClientName { get; }

    public long ProcessId { get; }

    /// <summary>Names the session; not a secret.</summary>
    public Guid Id { get; } = Guid.NewGuid();

    /// <summary>Who the client has proven to be.</summary>
    public Principal Principal { get; }

    /// <summary>What the client may do; null for everything.</summary>
    public SessionAccess? Access { get; }

    /// <summary>The secret that attaches lanes.</summary>
    public byte[] Secret { get; }

    /// <summary>The client has computed the secret itself: it never travels, and each lane proves it.</summary>
    public bool ProvesSecret { get; }

    /// <inheritdoc/>
    public override string PeerName => $"The client {ClientName} at {Client.Address}";

    /// <inheritdoc/>
    public override string Caller => string.Create(CultureInfo.InvariantCulture, $"the client {ClientName} (process {ProcessId}) at {Client.Address}");

    /// <inheritdoc/>
    public override bool IncludeStack { get; }

    /// <summary>How many calls and requests are under way, those included whose large results are still being sent.</summary>
    public int Running => Served.Running;

    /// <inheritdoc/>
    public override void FlushCalls()
    {
        // A thread of the CPU lane runs at a lower priority: everybody's results would wait for it while it sends.
        if (SynchronizationContext.Current is CpuLane) CallsLane.Writer.FlushLater();
        else CallsLane.Writer.Flush();
    }

    /// <inheritdoc/>
    public override void HoldUpNoReader()
    {
        if (ReaderLead.IsHere(this)) _callsReader?.GiveUp();
    }

    /// <summary>
    /// Waits until the client that was told of the drain has said that no more calls come, within a limit: those that were on their way are
    /// answered then, and the client knows that they did not run.
    /// </summary>
    public async Task LastCallAsync(TimeSpan limit)
    {
        if (!IsLinked) return;
        try
        {
            await _lastCall.Task.WaitAsync(limit, Server.Time);
        }
        catch (TimeoutException)
        {
            // The client does not answer; it learns of the end when the link closes.
        }
    }

    /// <summary>
    /// Waits until the client has read everything that was said on the calls lane, within a limit: what it has not read when the link closes
    /// may be lost, although it was sent.
    /// </summary>
    public async Task AllReadAsync(TimeSpan limit)
    {
        if (!IsLinked) return;
        if (CallsLane.Writer.Append(FrameKind.Ping, new Ping { Number = LastPing })) CallsLane.Writer.Flush();
        else _allRead.TrySetResult();
        try
        {
            await Task.WhenAll(ControlLane.Writer.DrainedAsync(), _allRead.Task).WaitAsync(limit, Server.Time);
        }
        catch (TimeoutException)
        {
            // The client does not read; it learns of the end when the link closes.
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        End();
        base.Dispose();
    }

    /// <summary>Ends the session: what runs is cancelled, what it holds is given back.</summary>
    public void End()
    {
        if (Interlocked.Exchange(ref _endedOnce, 1) != 0) return;
        KeepBatchesOut();

        // First: a call that is cancelled here tells nobody so, as nobody has cancelled it. Its caller knows that the session ended.
        BreakLanes();
        EndHalves(
            _ => new OutcomeUnknownException($"The session of {PeerName} ended while the call was under way; it may have run."),
            new IOException("the client has gone"));
        EndBatches();
        Holds.End();
        _lastCall.TrySetResult();
        _allRead.TrySetResult();
        Unlink();
        foreach (CancellationTokenSource request in _requests.Values) CancelRequest(request);
        Server.Past.Add(this);
        Server.Log.SessionEnded(Id, ClientName);
    }

    /// <summary>
    /// Tells the client why its session ends, within a limit; <see cref="End"/> follows. On every lane: whichever it sees the end of first, it
    /// knows by then that this is not a link that broke.
    /// </summary>
    public async Task SayGoodbyeAsync(ObjectServerException reason, TimeSpan limit)
    {
        if (Link is not { Cause: null } link) return;
        Error goodbye = Errors.ToWire(reason, includeStack: false);
        foreach (SessionLane lane in link.Carried)
        {
            if (lane.Writer.Append(FrameKind.Goodbye, goodbye)) lane.Writer.Flush();
        }

        try
        {
            await Task.WhenAll(link.Carried.Select(lane => lane.Writer.DrainedAsync())).WaitAsync(limit, Server.Time);
        }
        catch (TimeoutException)
        {
            // It does not read; when it comes back it learns that there is no session any more.
        }
    }

    /// <summary>
    /// As <see cref="SayGoodbyeAsync"/>, and waits within the same limit until the client has hung up: its HTTP/2 library throws away what has
    /// arrived and was not read yet when the connection goes, and the client would then look for a server that has told it that it ends.
    /// </summary>
    public async Task DismissAsync(ObjectServerException reason, TimeSpan limit)
    {
        if (Link is not { Cause: null } link) return;
        long start = Server.Time.GetTimestamp();
        await SayGoodbyeAsync(reason, limit);
        TimeSpan left = limit - Server.Time.GetElapsedTime(start);
        if (left > TimeSpan.Zero) await link.Broken.WaitAsync(left, Server.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    protected override void EndBy(Exception cause)
    {
        Server.Log.LaneRefused(Client.Address, cause.Message);
        _onGone(this);
    }
}
