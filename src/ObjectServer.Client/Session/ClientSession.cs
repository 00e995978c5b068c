using System.Buffers;
using System.Diagnostics;
using System.Security.Cryptography;
using Google.Protobuf;
using ObjectServer.Client.Link;
using ObjectServer.Contract;
using ObjectServer.Errors;
using ObjectServer.Reading;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>
/// One client's conversation with a server: its calls, its references, its lanes. Calls may overlap. Readers hand everything that
/// may run user code to the thread pool, or to the thread that waits.
/// </summary>
internal sealed partial class ClientSession : IAsyncDisposable
{
    private const uint Protocol = 1;

    private readonly ILink _link;
    private readonly PendingCalls _pending = new();
    private readonly IncomingTransfers _incoming;
    private readonly OutgoingTransfers _outgoing;
    private readonly ReleaseQueue _releases;
    private readonly ErrorTranslator _errors;
    private readonly CancellationTokenSource _ended = new();
    private readonly List<Task> _readers = [];
    private readonly List<ILane> _lanes = [];
    private readonly Lock _lanesGate = new();
    private LaneWriter _control = null!;
    private LaneWriter _calls = null!;
    private CallsReader? _callsReader;
    private ResultReader? _resultReader;
    private WorkPace _pace;
    private LaneWriter? _bulkWriter;
    private Task<LaneWriter>? _bulk;
    private Welcome _welcome = null!;
    private SemaphoreSlim _credits = null!;
    private ulong _lastSequence;
    private long _received;
    private int _endedOnce;
    private volatile bool _draining;

    private ClientSession(ILink link, ObjectClientOptions options, string address)
    {
        _link = link;
        Options = options;
        Address = address;
        Limit = new ValueLimit($"{nameof(ObjectClientOptions)}.{nameof(ObjectClientOptions.MaxValueBytes)}", options.MaxValueBytes);
        TypeArguments = new AllowedTypeArguments(options.TypeArguments, []);
        Proxies = new ProxyTable(this);
        _incoming = new IncomingTransfers(options.MaxValueBytes, GrantTransfer);
        _outgoing = new OutgoingTransfers(BulkAsync);
        _releases = new ReleaseQueue(options.TimeProvider, SendReleases);
        var registry = new ExceptionRegistry();
        foreach (Action<ExceptionRegistry> add in options.Exceptions) add(registry);
        _errors = new ErrorTranslator(registry);
    }

    public ObjectClientOptions Options { get; }

    /// <summary>Where the server is, for messages.</summary>
    public string Address { get; }

    /// <summary>The server's identity.</summary>
    public Guid Server { get; private set; }

    /// <summary>Which start of it this is.</summary>
    public ulong Generation { get; private set; }

    public ContractTable Contracts { get; } = new();

    /// <summary>What calls may give as type arguments of generic methods.</summary>
    public AllowedTypeArguments TypeArguments { get; }

    public ProxyTable Proxies { get; }

    public ValueLimit Limit { get; }

    /// <summary>What the server takes as a single value, and what this client may send.</summary>
    public ValueLimit SendLimit { get; private set; }

    /// <summary>Cancelled when the session has ended.</summary>
    public CancellationToken Ended => _ended.Token;

    public ClientStatistics Statistics => new(
        _control.AppendedBytes + _calls.AppendedBytes + (_bulkWriter?.AppendedBytes ?? 0),
        Interlocked.Read(ref _received),
        (long)Volatile.Read(ref _lastSequence),
        _pending.Count);

    /// <summary>Opens a session.</summary>
    public static async Task<ClientSession> ConnectAsync(ILink link, ObjectClientOptions options, string address, CancellationToken cancel)
    {
        var session = new ClientSession(link, options, address);
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

            if (e is IOException) throw new ServerUnavailableException($"No object server answers at {address}: {e.Message}", e);
            throw;
        }
    }

    /// <summary>Reads one value with <paramref name="codec"/>.</summary>
    public T Read<T>(ValueCodec<T> codec, in ReceivedPayload payload)
    {
        ValueReader reader = ReaderCache.Rent();
        try
        {
            payload.Open(reader, Proxies, Limit);
            return codec.Read(reader);
        }
        finally
        {
            ReaderCache.Return(reader);
        }
    }

    /// <summary>Reads one value that a report brought.</summary>
    public void Read(ReadOnlySequence<byte> value, Action<ValueReader> read)
    {
        ValueReader reader = ReaderCache.Rent();
        try
        {
            reader.Reset(value, Proxies, Limit);
            read(reader);
        }
        finally
        {
            ReaderCache.Return(reader);
        }
    }

    /// <summary>Sends a frame on the control lane.</summary>
    public void SendControl(FrameKind kind, IMessage message)
    {
        if (_control.Append(kind, message)) _control.Flush();
    }

    /// <summary>
    /// Gives receipts of one object back. It goes behind every call that was sent before, so that it cannot overtake one that uses
    /// the object.
    /// </summary>
    public void SendRelease(ulong objectId, ulong receipts)
    {
        var release = new Release();
        release.Objects.Add(objectId);
        release.Counts.Add(receipts);
        if (_calls.Append(FrameKind.Release, release)) _calls.Flush();
    }

    /// <summary>A proxy was collected. Called by its finalizer.</summary>
    public void Collected(RemoteHandle handle) => _releases.Add(handle);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_calls is not null)
        {
            _releases.Drain();
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2), Options.TimeProvider);
            try
            {
                await _calls.DrainedAsync().WaitAsync(limit.Token).ConfigureAwait(false);
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
        _control.Append(FrameKind.Hello, new Hello
        {
            Protocol = Protocol,
            ClientName = Options.ClientName ?? Process.GetCurrentProcess().ProcessName,
            ProcessId = Environment.ProcessId,
            ClientId = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(16)),
            MaxValueBytes = (ulong)Options.MaxValueBytes,
        });
        _control.Flush();
        _welcome = await FirstAsync(control, FrameKind.Welcome, Welcome.Parser, cancel).ConfigureAwait(false);
        if (_welcome.Protocol != Protocol)
        {
            throw new ProtocolException($"The server at {Address} speaks protocol {_welcome.Protocol}; this client speaks {Protocol}.");
        }

        if (_welcome.Server.Length != 16 || _welcome.CallCredits is 0 or > int.MaxValue)
        {
            throw new ProtocolException(
                $"The server at {Address} welcomes this client with an identity of {_welcome.Server.Length} bytes and {_welcome.CallCredits} call credits.");
        }

        Server = new Guid(_welcome.Server.Span, bigEndian: true);
        Generation = _welcome.Generation;
        SendLimit = (ulong)Limit.MaxBytes <= _welcome.MaxValueBytes
            ? Limit
            : new ValueLimit("ObjectServerOptions.MaxValueBytes", (long)_welcome.MaxValueBytes);
        _credits = new SemaphoreSlim((int)_welcome.CallCredits);
        _calls = await AttachAsync(Lane.Calls, cancel).ConfigureAwait(false);
        StartReader(control, Lane.Control);
    }

    private async Task<ILane> OpenLaneAsync(Lane lane, CancellationToken cancel)
    {
        ILane opened = await _link.OpenAsync(lane, cancel).ConfigureAwait(false);
        lock (_lanesGate) _lanes.Add(opened);
        return opened;
    }

    private async Task<LaneWriter> AttachAsync(Lane lane, CancellationToken cancel)
    {
        ILane opened = await OpenLaneAsync(lane, cancel).ConfigureAwait(false);
        var writer = new LaneWriter(opened, Broken);
        writer.Append(FrameKind.Attach, new Attach { Session = _welcome.Session, Token = _welcome.Token, Lane = lane });
        writer.Flush();
        await FirstAsync(opened, FrameKind.Attached, Attached.Parser, cancel).ConfigureAwait(false);
        StartReader(opened, lane);
        return writer;
    }

    private async Task<T> FirstAsync<T>(ILane lane, FrameKind kind, MessageParser<T> parser, CancellationToken cancel)
        where T : IMessage<T>
    {
        FrameBuffer message = await lane.ReadAsync(cancel).ConfigureAwait(false) ?? throw new IOException("The server ended the connection at once.");
        try
        {
            return First(message, kind, parser);
        }
        finally
        {
            message.Release();
        }
    }

    private T First<T>(FrameBuffer message, FrameKind kind, MessageParser<T> parser)
        where T : IMessage<T>
    {
        var cursor = new FrameCursor(message.Span);
        if (!cursor.MoveNext()) throw new ProtocolException($"The server at {Address} sent an empty message for {kind}.");
        if (cursor.Kind == FrameKind.Goodbye) throw _errors.FromWire(Error.Parser.ParseFrom(cursor.Body));
        if (cursor.Kind != kind) throw new ProtocolException($"The server at {Address} sent {cursor.Kind} where {kind} belongs.");
        return parser.ParseFrom(cursor.Body);
    }

    private Task<LaneWriter> BulkAsync()
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
}
