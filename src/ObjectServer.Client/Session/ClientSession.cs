using System.Security.Cryptography;
using ObjectServer.Client.Link;
using ObjectServer.Client.Snapshots;
using ObjectServer.Contract;
using ObjectServer.Dispatch;
using ObjectServer.Errors;
using ObjectServer.Objects;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>
/// One client's conversation with a server: its calls, its references, its lanes. It outlives the links that carry it. Calls may overlap.
/// Readers hand everything that may run user code to the thread pool, or to the thread that waits.
/// </summary>
internal sealed partial class ClientSession : SessionSide, IAsyncDisposable
{
    private const ulong FirstGeneration = 1;

    // For what waits when the client is disposed of.
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private readonly Func<ILink> _links;
    private CallsReader? _callsReader;
    private ResultReader? _resultReader;
    private Welcome _welcome = null!;
    private long _received;
    private int _endedOnce;
    private volatile bool _draining;

    private ClientSession(Func<ILink> links, ObjectClientOptions options, string address, ExceptionRegistry registry)
        : base(
            HomeOf(options),
            new ValueLimit($"{nameof(ObjectClientOptions)}.{nameof(ObjectClientOptions.MaxValueBytes)}", options.MaxValueBytes),
            registry,
            options.TimeProvider)
    {
        _links = links;
        Options = options;
        Address = address;
    }

    public ObjectClientOptions Options { get; }

    /// <summary>Where the server is, as the user gave it.</summary>
    public string Address { get; }

    /// <summary>The client's sessions, of which this is one.</summary>
    public ClientSessions? Owner { get; set; }

    /// <summary>Requests about objects.</summary>
    public ObjectRequests Requests => field ??= new ObjectRequests(this);

    /// <summary>Snapshots of objects.</summary>
    public SnapshotRequests Snapshots => field ??= new SnapshotRequests(this);

    /// <inheritdoc/>
    public override string PeerName => $"The server at {Address}";

    /// <inheritdoc/>
    public override string? PeerAddress => _welcome.Address.Length is 0 or > ObjectReference.MostAddressChars ? null : _welcome.Address;

    /// <summary>Whether the session is over, whoever ended it.</summary>
    public bool HasEnded => Volatile.Read(ref _endedOnce) != 0;

    /// <inheritdoc/>
    public override string Caller => $"the server at {Address}";

    /// <inheritdoc/>
    public override bool IncludeStack => Address.Contains("unix:", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool MapsMemory => Options.MapSharedMemory;

    /// <inheritdoc/>
    public override TimeSpan DefaultTimeout => Options.DefaultTimeout;

    /// <inheritdoc/>
    public override long SendInlineBytes => _welcome.MaxInlineBytes;

    /// <inheritdoc/>
    public override bool IsDraining => _draining;

    public ClientStatistics Statistics => new(
        (long)(ControlLane.Writer.Appended + CallsLane.Writer.Appended + BulkLane.Writer.Appended),
        Interlocked.Read(ref _received),
        (long)Calls.Sent,
        Calls.Pending.Count,
        Served.EventsLost)
    {
        Reconnects = Volatile.Read(ref _returns),
        UsesLocalSocket = _isLocal == true,
    };

    /// <summary>Opens a session.</summary>
    public static async Task<ClientSession> ConnectAsync(Func<ILink> links, ObjectClientOptions options, string address, CancellationToken cancel)
    {
        var registry = new ExceptionRegistry();
        foreach (Action<ExceptionRegistry> add in options.Exceptions) add(registry);
        var session = new ClientSession(links, options, address, registry);
        using var timeout = new CancellationTokenSource(options.ConnectTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            await session.OpenAsync(either.Token).WaitAsync(either.Token).ConfigureAwait(false);
            return session;
        }
        catch (Exception e)
        {
            await session.DisposeAsync().ConfigureAwait(false);
            cancel.ThrowIfCancellationRequested();
            if (timeout.IsCancellationRequested)
            {
                throw new ServerUnavailableException(
                    $"The server at {address} did not answer within {options.ConnectTimeout} ({nameof(ObjectClientOptions)}.{nameof(ObjectClientOptions.ConnectTimeout)}).", e);
            }

            if (e is IOException { InnerException: ObjectServerException refused }) throw refused;
            if (e is IOException) throw new ServerUnavailableException($"No object server answers at {address}: {e.Message}{TlsHint(address, e)}", e);
            throw;
        }
    }

    /// <summary>Makes a session that is never opened, so that the next one finds its code compiled.</summary>
    public static void Prepare() => _ = new ClientSession(static () => throw new InvalidOperationException(), new ObjectClientOptions(), "", new ExceptionRegistry());

    /// <inheritdoc/>
    public override void MemoryLeaked(string what)
    {
        if (Options.BlockLeaked is { } told) told(what);
        else base.MemoryLeaked(what);
    }

    /// <inheritdoc/>
    public override void FlushCalls() => CallsLane.Writer.Flush();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Leave() is { } link)
        {
            Calls.DrainReleases();
            await OneWayEndedAsync().ConfigureAwait(false);
            CallsLane.Writer.Append(FrameKind.Goodbye, Errors.ToWire(new ServerUnavailableException("The client has ended its session."), includeStack: false));
            FlushCalls();
            DemandReader();
            await GoneAsync(link).ConfigureAwait(false);
        }

        End(new ServerUnavailableException($"The client of {Address} has been disposed of."), disposing: true);
        await StopLinksAsync().ConfigureAwait(false);
    }

    // Sent is not run: the server ends with the session what it has not begun.
    private async Task OneWayEndedAsync()
    {
        FlushCalls();
        DemandReader();
        try
        {
            await Calls.Pending.OneWayAnsweredAsync().WaitAsync(LastWords, Time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Whatever they wait for, nobody else waits for them.
        }
    }

    // The server reads everything that was sent before, and then closes the link: no write can tell whether it has.
    private async Task GoneAsync(SessionLink link)
    {
        try
        {
            await link.Broken.WaitAsync(LastWords, Time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // It does not answer, and ends the session by itself.
        }
    }

    // What is called back is the client's own: it is never disposed of here.
    private static ObjectHome HomeOf(ObjectClientOptions options) => new(
        new ObjectTable(static _ => { }, QueueOf(options)),
        new ServerIdentity(new Guid(RandomNumberGenerator.GetBytes(16), bigEndian: true), FirstGeneration),
        CpuLane: null,
        options.MaxCallbacks,
        $"{nameof(ObjectClientOptions)}.{nameof(ObjectClientOptions.MaxCallbacks)}")
    {
        TypeArguments = new AllowedTypeArguments(options.TypeArguments, []),
        OneWayFailed = options.HandlerFailed ?? (static _ => { }),
        Lagged = (source, events) => options.Lagged?.Invoke(new Lagged(source, events)),

        // An object of another server is called through this client by whom it is passed to.
        Forwards = true,
    };

    // The server may have no more calls under way than this: the queues of single objects need no limit of their own.
    private static QueueRules QueueOf(ObjectClientOptions options) => new(
        (long)options.MaxCallbacks + IncomingCalls.MaxChained,
        $"{nameof(ObjectClientOptions)}.{nameof(ObjectClientOptions.MaxCallbacks)}",
        options.TimeProvider);

    /// <inheritdoc/>
    protected override void EndBy(Exception cause) => End(cause);

    /// <summary>Ends the session once: every pending call fails, each with what is known of it.</summary>
    private void End(Exception cause, bool disposing = false)
    {
        if (Interlocked.Exchange(ref _endedOnce, 1) != 0) return;
        EndHalves(call => Failure(call, cause, disposing), cause);
        BreakLanes();
        Link?.Break(cause);
        if (!disposing && Options.SessionLost is { } told) ThreadPool.QueueUserWorkItem(_ => told(cause));
    }

    private Exception Failure(PendingCall call, Exception cause, bool disposing)
    {
        bool unsent = CallsLane.Writer.IsUnsent(call.Position);
        return (disposing, unsent) switch
        {
            (true, true) => new ServerUnavailableException($"The client of {Address} was disposed of before the call was sent; it did not run.", cause).Mark(CallOutcome.NotSent),
            (true, false) => new OutcomeUnknownException($"The client of {Address} was disposed of while the call was under way; it may have run.", cause),
            (false, true) => new ServerUnavailableException($"The session with the server at {Address} has ended; the call was not sent: {cause.Message}", cause).Mark(CallOutcome.NotSent),
            (false, false) => new OutcomeUnknownException($"The session with the server at {Address} was lost while the call was under way; it may have run: {cause.Message}", cause),
        };
    }
}
