using System.Net.Sockets;
using System.Reflection;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Serilog;

namespace ObjectServer.Serving;

/// <summary>Puts the web application together that serves.</summary>
internal static class ServerApplication
{
    private const int StreamWindowBytes = 4 * 1024 * 1024;
    private const int ConnectionWindowBytes = 8 * 1024 * 1024;
    private const int StreamsPerConnection = 1024;

    // After the drain: sessions say goodbye, objects are disposed of, connections close.
    private static readonly TimeSpan AfterDrain = TimeSpan.FromSeconds(10);

    /// <summary>How long the whole shutdown may take.</summary>
    public static TimeSpan ShutdownLimit(ServerSettings settings) => settings.Options.DrainTimeout + AfterDrain;

    /// <summary>Builds the application.</summary>
    /// <param name="settings">What it runs with.</param>
    /// <param name="file">The settings file.</param>
    /// <param name="assemblies">The assemblies whose classes are shared.</param>
    /// <param name="typeArguments">Types that generic methods may be called for.</param>
    public static WebApplication Build(ServerSettings settings, SettingsFile file, IReadOnlyList<Assembly> assemblies, IReadOnlyList<Type> typeArguments)
    {
        // Nothing but what is used here: a server starts in a fraction of the time that the usual defaults take.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(ServerApplication).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        builder.Logging.AddSerilog(ServerLogging.Create(settings, file), dispose: true);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, settings));
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = endpoint =>
            endpoint is UnixDomainSocketEndPoint
                ? SocketFile.Listen(settings.Socket!)
                : SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownLimit(settings));
        builder.Services.AddSingleton<IHostLifetime, SilentLifetime>();
        ObjectServerBuilder objects = builder.Services.AddObjectServer(options =>
        {
            Apply(settings.Options, options);
            options.TypeArguments.AddRange(typeArguments);
        });
        foreach (Assembly assembly in assemblies) objects.AddAssembly(assembly);
        WebApplication app = builder.Build();
        app.MapObjectServer();
        return app;
    }

    private static void Listen(KestrelServerOptions kestrel, ServerSettings settings)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.Http2.MaxStreamsPerConnection = StreamsPerConnection;
        kestrel.Limits.Http2.InitialStreamWindowSize = StreamWindowBytes;
        kestrel.Limits.Http2.InitialConnectionWindowSize = ConnectionWindowBytes;
        kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2);
        foreach (ListenAddress address in settings.Addresses)
        {
            if (address.Address is { } ip) kestrel.Listen(ip, address.Port);
            else kestrel.ListenLocalhost(address.Port);
        }

        if (settings.Socket is { } socket) kestrel.ListenUnixSocket(socket);
    }

    private static void Apply(ObjectServerOptions from, ObjectServerOptions to)
    {
        to.AdvertisedAddress = from.AdvertisedAddress;
        to.MaxValueBytes = from.MaxValueBytes;
        to.MaxCallsPerSession = from.MaxCallsPerSession;
        to.MaxWaitingCalls = from.MaxWaitingCalls;
        to.CpuLaneThreads = from.CpuLaneThreads;
        to.BlockingReaders = from.BlockingReaders;
        to.DrainTimeout = from.DrainTimeout;
        to.IncludeRemoteStack = from.IncludeRemoteStack;
        to.AllowShutdown = from.AllowShutdown;
    }
}
