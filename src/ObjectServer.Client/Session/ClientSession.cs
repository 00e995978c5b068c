using System.Diagnostics;
using System.Security.Cryptography;
using Google.Protobuf;
using ObjectServer.Client.Link;
using ObjectServer.Contract;
using ObjectServer.Dispatch;
using ObjectServer.Errors;
using ObjectServer.Objects;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>
/// One client's conversation with a server: its calls, its references, its lanes. Calls may overlap. Readers hand everything that
/// may run user code to the thread pool, or to the thread that waits.
/// </summary>
internal sealed partial class ClientSession : SessionSide, IAsyncDisposable
{
    private const uint Protocol = 1;
    private const ulong FirstGeneration = 1;

    private readonly ILink _link;
    private readonly List<Task> _readers = [];
    private readonly List<ILane> _lanes = [];
    private readonly Lock _lanesGate = new();
    private LaneWriter _control = null!;
    private LaneWriter? _calls;
    private CallsReader? _callsReader;
    private ResultReader? _resultReader;
    private LaneWriter? _bulkWriter;
    private Task<LaneWriter>? _bulk;
    private Welcome _welcome = null!;
    private long _received;
    private int _endedOnce;
    private volatile bool _draining;

    private ClientSession(ILink link, ObjectClientOptions options, string address, ExceptionRegistry registry)
        : base(
            HomeOf(options),
            new ValueLimit($"{nameof(ObjectClientOptions)}.{nameof(ObjectClientOptions.MaxValueBytes)}", options.MaxValueBytes),
            registry,
            options.TimeProvider)
    {
        _link = link;
        Options = options;
        Address = address;
    }

    public ObjectClientOptions Options { get; }

    /// <summary>Where the server is, as the user gave it.</summary>
    public string Address { get; }

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
    public override TimeSpan DefaultTimeout => Options.DefaultTimeout;

    /// <inheritdoc/>
    public override long SendInlineBytes => _welcome.MaxInlineBytes;

    /// <inheritdoc/>
    public override LaneWriter? CallsLane => _calls;

    /// <inheritdoc/>
    public override bool IsDraining => _draining;

    public ClientStatistics Statistics => new(
        _control.AppendedBytes + _calls!.AppendedBytes + (_bulkWriter?.AppendedBytes ?? 0),
        Interlocked.Read(ref _received),
        (long)Calls.Sent,
        Calls.Pending.Count,
        Served.EventsLost);

    /// <summary>Opens a session.</summary>
    public static async Task<ClientSession> ConnectAsync(ILink link, ObjectClientOptions options, string address, CancellationToken cancel)
    {
        var registry = new ExceptionRegistry();
        foreach (Action<ExceptionRegistry> add in options.Exceptions) add(registry);
        var session = new ClientSession(link, options, address, registry);
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

    /// <inheritdoc/>
    public override void SendControl(FrameKind kind, IMessage message)
    {
        if (_control.Append(kind, message)) _control.Flush();
    }

    /// <inheritdoc/>
    public override void FlushCalls() => _calls?.Flush();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_calls is not null)
        {
            Calls.DrainReleases();
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2), Options.TimeProvider);
            try
            {
                await _calls.DrainedAsync().WaitAsync(limit.Token).ConfigureAwait(false);

                // Sent is not run: the server ends with the session what it has not begun.
                await Calls.Pending.OneWayAnsweredAsync().WaitAsync(limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // The link does not take what waits; the server releases all of it with the session.
            }
        }

        End(new ServerUnavailableException($"The client of {Address} has been disposed of."), disposing: true);
        foreach (ILane lane in TakeLanes()) await lane.DisposeAsync().ConfigureAwait(false);
        await _link.DisposeAsync().ConfigureAwait(false);
        try
        {
            await Task.WhenAll(TakeReaders()).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            Debug.WriteLine(e);
        }
    }

    private async Task OpenAsync(CancellationToken cancel)
    {
        ILane control = await OpenLaneAsync(Lane.Control, cancel).ConfigureAwait(false);
        _control = new LaneWriter(control, Broken);
        _welcome = await GreetAsync(control, _control, Hello(), cancel).ConfigureAwait(false);
        if (_welcome.Server.Length != 16 || _welcome.CallCredits is 0 or > int.MaxValue)
        {
            throw new ProtocolException(
                $"The server at {Address} welcomes this client with an identity of {_welcome.Server.Length} bytes and {_welcome.CallCredits} call credits.");
        }

        Peer = new ServerIdentity(new Guid(_welcome.Server.Span, bigEndian: true), _welcome.Generation);
        SendLimit = (ulong)Limit.MaxBytes <= _welcome.MaxValueBytes
            ? Limit
            : new ValueLimit("ObjectServerOptions.MaxValueBytes", (long)_welcome.MaxValueBytes);
        Calls.Grant(_welcome.CallCredits);
        _calls = await AttachAsync(Lane.Calls, cancel).ConfigureAwait(false);
        StartReader(control, Lane.Control);
    }

    private Hello Hello() => new()
    {
        Protocol = Protocol,
        ClientName = Options.ClientName ?? Process.GetCurrentProcess().ProcessName,
        ProcessId = Environment.ProcessId,
        ClientId = ByteString.CopyFrom(Served.Home.Identity.Id.ToByteArray(bigEndian: true)),
        MaxValueBytes = (ulong)Options.MaxValueBytes,
        CallCredits = (uint)Options.MaxCallbacks,
    };

    private async Task<ILane> OpenLaneAsync(Lane lane, CancellationToken cancel)
    {
        ILane opened = await _link.OpenAsync(lane, cancel).ConfigureAwait(false);
        lock (_lanesGate) _lanes.Add(opened);
        return opened;
    }

    /// <inheritdoc/>
    protected override Task<LaneWriter> BulkAsync()
    {
        lock (_lanesGate)
        {
            return _bulk ??= OpenBulkAsync();
        }
    }

    private async Task<LaneWriter> OpenBulkAsync()
    {
        LaneWriter writer = await AttachAsync(Lane.Bulk, Ended).ConfigureAwait(false);
        _bulkWriter = writer;
        return writer;
    }

    private ILane[] TakeLanes()
    {
        lock (_lanesGate)
        {
            ILane[] all = [.. _lanes];
            _lanes.Clear();
            return all;
        }
    }

    private Task[] TakeReaders()
    {
        lock (_lanesGate) return [.. _readers];
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

        // An object of another server is called through this client by whom it is passed to.
        Forwards = true,
    };

    // The server may have no more calls under way than this: the queues of single objects need no limit of their own.
    private static QueueRules QueueOf(ObjectClientOptions options) => new(
        (long)options.MaxCallbacks + IncomingCalls.MaxChained,
        $"{nameof(ObjectClientOptions)}.{nameof(ObjectClientOptions.MaxCallbacks)}",
        options.TimeProvider);

    private void Broken(Exception cause) => End(cause);

    /// <summary>Ends the session once: every pending call fails, each with what is known of it.</summary>
    private void End(Exception cause, bool disposing = false)
    {
        if (Interlocked.Exchange(ref _endedOnce, 1) != 0) return;
        EndHalves(
            _ => disposing
                ? new OutcomeUnknownException($"The client of {Address} was disposed of while the call was under way; it may have run.", cause)
                : new OutcomeUnknownException($"The link to {Address} was lost while the call was under way; it may have run: {cause.Message}", cause),
            cause);
        if (_control is not null) _control.Break();
        _calls?.Break();
        _bulkWriter?.Break();
    }
}
