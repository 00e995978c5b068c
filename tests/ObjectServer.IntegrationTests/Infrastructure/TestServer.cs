using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ObjectServer.Admin;
using ObjectServer.Admin.Log;
using ObjectServer.Client;
using ObjectServer.Client.Link;
using ObjectServer.Dispatch.Statistics;
using ObjectServer.Health;
using ObjectServer.Hosting;
using ObjectServer.Link;
using ObjectServer.Memory;
using ObjectServer.Objects;
using ObjectServer.Service;
using ObjectServer.Session;
using ObjectServer.Session.Authentication;
using ObjectServer.Telemetry;

namespace ObjectServer.IntegrationTests.Infrastructure;

/// <summary>
/// A real server in this process: Kestrel on a loopback port or a Unix socket, or a host that listens nowhere. An unexpected error in its
/// log fails the test.
/// </summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly IHost _app;
    private readonly ConcurrentQueue<string> _errors;
    private readonly string? _folder;
    private Func<string, bool> _expected = static _ => false;

    private TestServer(IHost app, string address, string? folder, ConcurrentQueue<string> errors)
    {
        _app = app;
        _folder = folder;
        _errors = errors;
        Address = address;
    }

    /// <summary>A call that the server makes of itself takes as long as it takes, on a machine that is busy with other tests.</summary>
    public static HealthPace PatientHealth { get; } = HealthPace.Default with { Limit = TimeSpan.FromSeconds(60) };

    /// <summary>Where it listens; empty when it does so nowhere.</summary>
    public string Address { get; }

    /// <summary>Path of the Unix socket that it listens on; null when it has none.</summary>
    public string? Socket => _folder is null ? null : SocketIn(_folder);

    public ObjectTable Objects => _app.Services.GetRequiredService<ObjectHost>().Objects;

    /// <summary>What it has counted of its calls.</summary>
    public CallStatistics Statistics => _app.Services.GetRequiredService<CallStatistics>();

    /// <summary>Whether it takes nothing new any more.</summary>
    public bool IsDraining => _app.Services.GetRequiredService<ObjectHost>().IsDraining;

    public ServerDrain Drain => _app.Services.GetRequiredService<ServerDrain>();

    /// <summary>Whether its host has been told to stop.</summary>
    public bool IsToldToStop => _app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested;

    public ServerView View => _app.Services.GetRequiredService<ServerView>();

    public HealthService Health => _app.Services.GetRequiredService<HealthService>();

    public MemoryHost Memory => _app.Services.GetRequiredService<MemoryHost>();

    public SessionTable Sessions => _app.Services.GetRequiredService<SessionTable>();

    public HandshakePlaces Handshakes => _app.Services.GetRequiredService<HandshakePlaces>();

    public SocketLinkServer SocketLinks => _app.Services.GetRequiredService<SocketLinkServer>();

    public UnarySessionTable UnarySessions => _app.Services.GetRequiredService<UnarySessionTable>();

    private bool IsInProcess => Address.Length == 0;

    /// <summary>Starts a server that only clients of this process can reach.</summary>
    /// <param name="share">Says what it shares.</param>
    /// <param name="configure">Sets options.</param>
    public static async Task<TestServer> StartInProcessAsync(Action<ObjectServerBuilder> share, Action<ObjectServerOptions>? configure = null)
    {
        var errors = new ConcurrentQueue<string>();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders().AddProvider(new ErrorCollector(errors)).SetMinimumLevel(LogLevel.Error);
        share(builder.Services.AddObjectServer(configure));
        IHost host = builder.Build();
        await host.StartAsync();
        return new TestServer(host, "", null, errors);
    }

    /// <summary>Starts a server.</summary>
    /// <param name="share">Says what it shares.</param>
    /// <param name="configure">Sets options.</param>
    /// <param name="unixSocket">It listens on a Unix socket instead of a port.</param>
    /// <param name="socketLink">Clients connect to the Unix socket by the socket link.</param>
    /// <param name="services">Adds services before the server's own, such as its clock.</param>
    /// <param name="certificate">On its port it speaks TLS, with this certificate.</param>
    /// <param name="expected">Errors in its log that fail no test; null for none.</param>
    /// <param name="besidePort">It listens on a Unix socket, and on a port, which clients connect to.</param>
    public static async Task<TestServer> StartAsync(
        Action<ObjectServerBuilder> share,
        Action<ObjectServerOptions>? configure = null,
        bool unixSocket = false,
        bool socketLink = false,
        Action<IServiceCollection>? services = null,
        X509Certificate2? certificate = null,
        Func<string, bool>? expected = null,
        bool besidePort = false)
    {
        var errors = new ConcurrentQueue<string>();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(new ErrorCollector(errors)).SetMinimumLevel(LogLevel.Error).AddFilter<LogTail>(null, LogLevel.Information);
        string? folder = unixSocket || socketLink || besidePort ? Directory.CreateTempSubdirectory("objectserver-test-").FullName : null;
        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, "").ConfigureKestrel(kestrel =>
        {
            void Http2(ListenOptions listen)
            {
                listen.Protocols = HttpProtocols.Http2;
                if (certificate is not null) listen.UseHttps(certificate);
            }

            if (folder is null || besidePort) kestrel.ListenLocalhostAnyPort(Http2);
            if (folder is not null) kestrel.ListenUnixSocket(SocketIn(folder), Http2);
        });
        services?.Invoke(builder.Services);
        builder.Services.TryAddSingleton(PatientHealth);
        share(builder.Services.AddObjectServer(configure));
        WebApplication app = builder.Build();
        app.MapObjectServer();
        app.MapObjectServerHealth();
        await app.StartAsync();
        string address = folder is null || besidePort
            ? app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First(one => !one.Contains("unix:", StringComparison.Ordinal))
            : $"{(socketLink ? "unix" : "grpc+unix")}:{SocketIn(folder)}";
        return new TestServer(app, address, folder, errors) { _expected = expected ?? (static _ => false) };
    }

    public Task<ObjectClient> ConnectAsync(ObjectClientOptions? options = null) =>
        IsInProcess ? ObjectClient.ConnectAsync(_app, options) : ObjectClient.ConnectAsync(Address, options);

    /// <summary>A watchdog of its calls, for a test to look with.</summary>
    public CallWatchdog CreateWatchdog(PoolProbe probe, ObjectServerOptions options, TimeProvider time, ILogger<CallWatchdog> log) =>
        new(_app.Services.GetRequiredService<ObjectHost>(), Sessions, UnarySessions, probe, options, time, log);

    /// <summary>A link to the server, on which nothing has been said yet.</summary>
    public ILink Connect()
    {
        if (IsInProcess) return new InProcessLink(_app.Services.GetRequiredService<LaneAcceptor>(), CancellationToken.None);
        LinkAddress address = LinkAddress.Parse(Address);
        return address.Kind == LinkKind.Socket ? new SocketLink(address.Path!) : new GrpcLink(address);
    }

    /// <summary>
    /// Completes when no request of the unary service is under way. A reply may reach its client before the server has seen the end of the
    /// request.
    /// </summary>
    public async Task UnaryIdleAsync()
    {
        using var guard = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (UnarySessions.All.Any(session => session.Running > 0))
        {
            guard.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static string SocketIn(string folder) => Path.Combine(folder, "server.sock");

    /// <summary>Shuts the server down as its host would; completes when it has stopped.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await ((IAsyncDisposable)_app).DisposeAsync();
        if (_folder is not null) Directory.Delete(_folder, recursive: true);
        string[] unexpected = [.. _errors.Where(error => !_expected(error))];
        Assert.True(unexpected.Length == 0, string.Join(Environment.NewLine, unexpected));
    }
}
