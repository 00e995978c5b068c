using System.Net.Sockets;
using System.Reflection;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using ObjectServer.Admin.Log;
using ObjectServer.Client.Link;
using ObjectServer.Health;
using ObjectServer.Link;
using ObjectServer.Serving.Health;
using ObjectServer.Serving.Tls;
using Serilog;

namespace ObjectServer.Serving;

/// <summary>Puts the web application together that serves.</summary>
internal static class ServerApplication
{
    private const int ConnectionWindowBytes = 8 * 1024 * 1024;
    private const int StreamsPerConnection = 1024;

    // After the drain: sessions say goodbye, objects are disposed of, connections close.
    private static readonly TimeSpan AfterDrain = TimeSpan.FromSeconds(10);

    /// <summary>How long the whole shutdown may take.</summary>
    public static TimeSpan ShutdownLimit(ServerSettings settings) => settings.Options.DrainTimeout + AfterDrain;

    /// <summary>Builds the application.</summary>
    /// <param name="settings">What it runs with.</param>
    /// <param name="file">The settings file.</param>
    /// <param name="loading">What it shares; waited for when nothing else is left to be done without it.</param>
    /// <param name="output">Where the program says how to log in to its dashboard.</param>
    /// <exception cref="StartException">It cannot be loaded.</exception>
    public static async Task<WebApplication> BuildAsync(ServerSettings settings, SettingsFile file, Task<LoadedCode> loading, StandardOutput output)
    {
        // Nothing but what is used here: a server starts in a fraction of the time that the usual defaults take.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(ServerApplication).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        builder.Logging.AddSerilog(ServerLogging.Create(settings, file), dispose: true);
        TlsEndpoint? tls = settings.Tls.HasCertificate ? TlsEndpoint.Open(settings.Tls, TimeProvider.System) : null;
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, settings, tls));
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = endpoint =>
            endpoint is UnixDomainSocketEndPoint
                ? SocketFile.Listen(settings.Socket!)
                : SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownLimit(settings));
        builder.Services.AddSingleton<IHostLifetime, SilentLifetime>();
        builder.Services.AddSingleton(new LogScope(WholeProcess: true));
        ObjectServerBuilder objects = builder.Services.AddObjectServer(options => Apply(settings.Options, options));
        if (settings.Dashboard is { } dashboard) ProgramDashboard.Add(builder.Services, dashboard, settings, tls, output);
        LoadedCode code = await loading;
        builder.Services.Configure<ObjectServerOptions>(options => options.TypeArguments.AddRange(code.TypeArguments));
        foreach (Assembly assembly in code.Assemblies) objects.AddAssembly(assembly);
        WebApplication app = builder.Build();
        app.MapObjectServer();
        app.MapObjectServerHealth();
        return app;
    }

    private static void Listen(KestrelServerOptions kestrel, ServerSettings settings, TlsEndpoint? tls)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.Http2.MaxStreamsPerConnection = StreamsPerConnection;
        kestrel.Limits.Http2.InitialStreamWindowSize = GrpcLink.StreamWindowBytes;
        kestrel.Limits.Http2.InitialConnectionWindowSize = ConnectionWindowBytes;
        kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2);
        foreach (ListenAddress address in settings.Addresses)
        {
            if (address.Address is { } ip) kestrel.Listen(ip, address.Port, endpoint => Secure(endpoint, address.IsTls ? tls : null, settings));
            else kestrel.ListenLocalhost(address.Port, endpoint => Secure(endpoint, address.IsTls ? tls : null, settings));
        }

        if (settings.Socket is { } socket) kestrel.ListenUnixSocket(socket, endpoint =>
        {
            Limit(endpoint);
            AnswerHttp1(endpoint, settings);
        });
    }

    private static void Limit(ListenOptions endpoint)
    {
        ConnectionPlaces places = endpoint.ApplicationServices.GetRequiredService<ConnectionPlaces>();
        endpoint.Use(places.Before);
        endpoint.Use(ConnectionClock.Before);
    }

    private static void Secure(ListenOptions endpoint, TlsEndpoint? tls, ServerSettings settings)
    {
        Limit(endpoint);
        Microsoft.Extensions.Logging.ILogger log = endpoint.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger("ObjectServer.Tls");
        TimeSpan patience = settings.Options.HandshakeTimeout;
        var first = new FirstByte(tls is not null, patience, log);
        endpoint.Use(first.Before);
        if (tls is null)
        {
            AnswerHttp1(endpoint, settings);
            return;
        }

        tls.Log = log;
        endpoint.UseHttps(new TlsHandshakeCallbackOptions
        {
            OnConnection = context => ValueTask.FromResult(tls.Answer(context.Connection)),
            HandshakeTimeout = patience,
        });
        endpoint.Use(first.Behind);
        AnswerHttp1(endpoint, settings);
    }

    private static void AnswerHttp1(ListenOptions endpoint, ServerSettings settings)
    {
        var health = new Http1Health(endpoint.ApplicationServices.GetRequiredService<HealthMonitor>(), settings.Options.HandshakeTimeout);
        endpoint.Use(health.Before);
    }

    private static void Apply(ObjectServerOptions from, ObjectServerOptions to)
    {
        to.AdvertisedAddress = from.AdvertisedAddress;
        to.AuthKey = from.AuthKey;
        foreach ((string name, string key) in from.AuthKeys) to.AuthKeys[name] = key;
        to.MaxValueBytes = from.MaxValueBytes;
        to.SessionGrace = from.SessionGrace;
        to.LockGrace = from.LockGrace;
        to.MaxHoldsPerSession = from.MaxHoldsPerSession;
        to.MaxElements = from.MaxElements;
        to.MaxWatchedChanges = from.MaxWatchedChanges;
        to.HeartbeatInterval = from.HeartbeatInterval;
        to.MaxCallsPerSession = from.MaxCallsPerSession;
        to.MaxWaitingCalls = from.MaxWaitingCalls;
        to.MaxSessions = from.MaxSessions;
        to.MaxSessionsPerAddress = from.MaxSessionsPerAddress;
        to.MaxSessionsPerPrincipal = from.MaxSessionsPerPrincipal;
        to.MaxConnections = from.MaxConnections;
        to.MaxConnectionsPerAddress = from.MaxConnectionsPerAddress;
        to.MaxHandshakes = from.MaxHandshakes;
        to.MaxHandshakesPerAddress = from.MaxHandshakesPerAddress;
        to.MaxObjectsPerSession = from.MaxObjectsPerSession;
        to.MaxSubscriptionsPerSession = from.MaxSubscriptionsPerSession;
        to.MaxJsonDepth = from.MaxJsonDepth;
        to.CpuLaneThreads = from.CpuLaneThreads;
        to.BlockingReaders = from.BlockingReaders;
        to.DrainTimeout = from.DrainTimeout;
        to.OfferLocalSocket = from.OfferLocalSocket;
        to.ShareMemory = from.ShareMemory;
        to.SharedMemoryDirectory = from.SharedMemoryDirectory;
        to.MaxSegmentBytes = from.MaxSegmentBytes;
        to.MaxMemoryBytesPerSession = from.MaxMemoryBytesPerSession;
        to.MaxMemoryBytes = from.MaxMemoryBytes;
        to.MemberStatistics = from.MemberStatistics;
        to.WatchdogAfter = from.WatchdogAfter;
        to.IncludeRemoteStack = from.IncludeRemoteStack;
        to.AllowShutdown = from.AllowShutdown;
        to.Rules.AddRange(from.Rules);
    }
}
