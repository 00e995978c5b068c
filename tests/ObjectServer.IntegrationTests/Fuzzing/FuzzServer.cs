using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ObjectServer.Client;
using ObjectServer.Client.Link;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.KilledClients;
using ObjectServer.IntegrationTests.Security;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Fuzzing;

/// <summary>
/// A server with a key that is told anything, and a client that works at it all the time. Disposing of it sees that neither was harmed: no
/// session is left, no memory, no object, and no line of the log that says too much.
/// </summary>
internal sealed class FuzzServer : IAsyncDisposable
{
    public const string Key = "correct horse battery staple";

    // What pools of buffers and threads may have grown by, also for tests that run at the same time.
    private const long MostGrowth = 128 * 1024 * 1024;

    // In a thousand inputs hardly one makes an object with a name.
    private static readonly long MostNamed = 100 + (FuzzBudget.Inputs / 500);

    private readonly TestServer _server;
    private readonly Bystander _bystander;
    private readonly LogAudit _audit;
    private readonly TestAuthority? _authority;
    private readonly X509Certificate2? _certificate;
    private readonly long _memory;
    private readonly int _objects;

    private Exception? _failure;

    private FuzzServer(
        TestServer server, Listener listener, Bystander bystander, LogAudit audit, TestAuthority? authority, X509Certificate2? certificate, SessionRecording recording)
    {
        _server = server;
        _certificate = certificate;
        _bystander = bystander;
        _audit = audit;
        _authority = authority;
        Listener = listener;
        Recording = recording;
        _objects = server.Objects.Count;
        _memory = GC.GetTotalMemory(forceFullCollection: true);
    }

    public Listener Listener { get; }

    /// <summary>A session that kept to the protocol, with an object of this server that is still there.</summary>
    public SessionRecording Recording { get; }

    public string Address => _server.Address;

    /// <summary>How many lines the server has logged.</summary>
    public long Lines => _audit.Lines;

    /// <summary>What a client needs to get in.</summary>
    public ObjectClientOptions Options => OptionsFor(_authority);

    public static async Task<FuzzServer> StartAsync(Listener listener)
    {
        TestAuthority? authority = listener == Listener.Tls ? new TestAuthority("authority") : null;
        X509Certificate2? certificate = authority?.OfServer();
        var audit = new LogAudit(SessionRecording.Payload, Key);
        TestServer server = await TestServer.StartAsync(
            builder => builder.AddType<IFuzzed, Fuzzed>().AddType<ICalculator, Calculator>(),
            options => (options.AuthKey, options.SessionGrace, options.MaxValueBytes) = (Key, TimeSpan.Zero, 2 * 1024 * 1024),
            unixSocket: listener == Listener.GrpcUnix,
            socketLink: listener == Listener.Socket,
            services => services.AddSingleton<ILoggerProvider>(audit).Configure<LoggerFilterOptions>(filter => filter.MinLevel = LogLevel.Information),
            certificate,
            error => IsOfTheTlsLayer(error) || IsOfTheHttpLayer(error));
        SessionRecording recording = await SessionRecording.OfAsync(GrpcAddress(server.Address), OptionsFor(authority));
        await Eventually.EqualAsync(0, () => server.Sessions.Count);
        return new FuzzServer(server, listener, await Bystander.StartAsync(server.Address, OptionsFor(authority)), audit, authority, certificate, recording);
    }

    /// <summary>A lane on which nothing has been said yet.</summary>
    /// <param name="kind">Which lane, where the link tells the server.</param>
    /// <param name="channel">What carries it, unless it is one of the socket link.</param>
    public FuzzLane Open(Lane kind, GrpcChannel channel) => Listener == Listener.Socket ? new SocketFuzzLane(Address, kind) : new GrpcFuzzLane(channel);

    /// <summary>A connection for gRPC.</summary>
    public GrpcChannel Connect()
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        var address = LinkAddress.Parse(GrpcAddress(Address));
        if (Listener == Listener.Tls) handler.SslOptions = new TlsTrust(Options, Address).Authentication();
        if (address.Path is { } path) handler.ConnectCallback = (_, cancel) => ConnectUnixAsync(path, cancel);
        return GrpcChannel.ForAddress(address.Uri ?? new Uri("http://localhost"), new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
    }

    /// <summary>A connection on which nothing has been said, not even what kind it is.</summary>
    public async Task<Socket> ConnectBareAsync()
    {
        var address = LinkAddress.Parse(Address);
        var socket = address.Path is null
            ? new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
            : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await (address.Path is { } path ? socket.ConnectAsync(new UnixDomainSocketEndPoint(path)) : socket.ConnectAsync("127.0.0.1", address.Uri!.Port));
        return socket;
    }

    /// <summary>What went wrong, which is told before whatever follows from it.</summary>
    public void Fail(Exception failure) => Interlocked.CompareExchange(ref _failure, failure, null);

    /// <summary>Sees that all is as it was, and ends the server.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_failure is null) await TryAsync(AssertUnharmedAsync);
        await TryAsync(() => _bystander.DisposeAsync().AsTask());
        await TryAsync(() => _server.DisposeAsync().AsTask());
        _certificate?.Dispose();
        _authority?.Dispose();
        if (_failure is { } failure) throw new InvalidOperationException(failure.Message, failure);
    }

    private async Task TryAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    private async Task AssertUnharmedAsync()
    {
        await _bystander.AssertUnharmedAsync();
        await Eventually.EqualAsync(1, () => _server.Sessions.Count);
        await Eventually.EqualAsync(0, () => _server.UnarySessions.All.Count(session => session.Running > 0));

        // Objects that a changed request has given a name stay, and those that unary sessions were given until these end.
        // Tests that run at the same time have memory, too, and the array pool keeps theirs for a while.
        await Eventually.SoAsync(() => GC.GetTotalMemory(forceFullCollection: true) - _memory < MostGrowth);
        Assert.True(_audit.Faults.Count == 0, string.Join(Environment.NewLine, _audit.Faults));
        Assert.True(_server.Objects.Count < _objects + MostNamed, $"{_server.Objects.Count} objects are left of {_objects}.");
    }

    private static ObjectClientOptions OptionsFor(TestAuthority? authority) => new() { AuthKey = Key, TrustedAuthorities = authority?.Certificates };

    // .NET's own TLS stumbles over some records; its connection ends.
    private static bool IsOfTheTlsLayer(string error) =>
        error.StartsWith("Unhandled exception while processing", StringComparison.Ordinal)
        && error.Contains("System.Net.Security.SslStream", StringComparison.Ordinal)
        && !error.Contains(" at ObjectServer.", StringComparison.Ordinal);

    // Kestrel says so, too, when a response is queued on a connection that has ended in the meantime.
    private static bool IsOfTheHttpLayer(string error) =>
        error.Contains("HTTP/2 connection exceeded the output operations maximum queue size", StringComparison.Ordinal)
        && !error.Contains(" at ObjectServer.", StringComparison.Ordinal);

    private static string GrpcAddress(string address) => address.StartsWith("unix:", StringComparison.Ordinal) ? "grpc+" + address : address;

    private static async ValueTask<Stream> ConnectUnixAsync(string path, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
