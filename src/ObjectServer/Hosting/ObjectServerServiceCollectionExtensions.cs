using Grpc.AspNetCore.Server;
using Grpc.AspNetCore.Server.Model;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ObjectServer;
using ObjectServer.Admin;
using ObjectServer.Admin.Log;
using ObjectServer.Admin.Service;
using ObjectServer.Client.Session;
using ObjectServer.Contract;
using ObjectServer.Dispatch;
using ObjectServer.Dispatch.Statistics;
using ObjectServer.Hosting;
using ObjectServer.Link;
using ObjectServer.Memory;
using ObjectServer.Objects;
using ObjectServer.Service;
using ObjectServer.Session;
using ObjectServer.Session.Authentication;
using ObjectServer.Wire;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds an object server to an application.</summary>
public static class ObjectServerServiceCollectionExtensions
{
    private const int MostAdminBytes = 64 * 1024;

    /// <summary>Adds the services of an object server; <c>MapObjectServer</c> then maps it.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets options.</param>
    /// <returns>Says what the server shares.</returns>
    public static ObjectServerBuilder AddObjectServer(this IServiceCollection services, Action<ObjectServerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        OptionsBuilder<ObjectServerOptions> options = services.AddOptions<ObjectServerOptions>();
        if (configure is not null) options.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ObjectServerOptions>, ObjectServerOptionsValidation>());
        options.ValidateOnStart();
        services.AddGrpc().AddServiceOptions<LinkService>(link =>
        {
            link.MaxReceiveMessageSize = FrameBatches.MaxMessageBytes;
            link.MaxSendMessageSize = FrameBatches.MaxMessageBytes;
        });
        services.AddOptions<GrpcServiceOptions<ObjectsService>>().Configure<ObjectServerOptions>(static (unary, server) =>
        {
            unary.MaxReceiveMessageSize = SessionGuard.MostMessageBytes(server);
            unary.MaxSendMessageSize = SessionGuard.MostMessageBytes(server);
        });

        // Its requests are small, whoever sends them.
        services.AddOptions<GrpcServiceOptions<AdminService>>().Configure(static admin => admin.MaxReceiveMessageSize = MostAdminBytes);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IServiceMethodProvider<LinkService>, LinkMethods>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(static provider => provider.GetRequiredService<IOptions<ObjectServerOptions>>().Value);
        services.TryAddSingleton(static provider =>
            new ServerIdentity(
                provider.GetRequiredService<ObjectServerOptions>().ServerId ?? Guid.NewGuid(),
                (ulong)provider.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds()));
        services.TryAddSingleton(static provider => new CpuLane(provider.GetRequiredService<ObjectServerOptions>().CpuLaneThreads));
        services.TryAddSingleton(static provider =>
            new CallStatistics(provider.GetRequiredService<ObjectServerOptions>().MemberStatistics, provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<ObjectDisposer>();
        services.TryAddSingleton<MemoryHost>();
        services.TryAddSingleton<ISharedMemoryFactory, SharedMemoryFactory>();
        services.TryAddSingleton<TypeRegistry>();
        services.TryAddSingleton(static provider => new AllowedTypeArguments(
            provider.GetRequiredService<ObjectServerOptions>().TypeArguments,
            provider.GetRequiredService<TypeRegistry>().All.SelectMany(static type => type.Contracts)
                .Concat(provider.GetServices<NamedInstance>().SelectMany(named => ObjectType.Of(named.Instance.GetType()).Contracts))));
        services.TryAddSingleton<LibraryTypes>();
        services.TryAddSingleton<AdvertisedAddress>();
        services.TryAddSingleton<ObjectHost>();
        services.TryAddSingleton<ServerCore>();
        services.TryAddSingleton<KeyRing>();
        services.TryAddSingleton<SessionPlaces>();
        services.TryAddSingleton<HandshakePlaces>();
        services.TryAddSingleton<ConnectionPlaces>();
        services.TryAddSingleton<SessionTable>();
        services.TryAddSingleton<LaneAcceptor>();
        services.TryAddSingleton<LinkService>();
        services.TryAddSingleton<SocketLinkServer>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConnectionListenerFactory, UnixTransport>());
        services.TryAddSingleton<UnarySessionTable>();
        services.TryAddSingleton<ServerDrain>();
        services.TryAddSingleton<MemoryReporter>();
        services.TryAddSingleton(new LogScope(WholeProcess: false));
        services.TryAddSingleton<LogTail>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ILoggerProvider, LogTail>(static provider => provider.GetRequiredService<LogTail>()));
        services.TryAddSingleton<ServerView>();
        services.TryAddSingleton<SessionKick>();
        services.TryAddSingleton<LogStream>();
        services.TryAddSingleton<AdminService>();
        services.TryAddSingleton<OpenHandshake>();
        services.TryAddSingleton<UnaryErrors>();
        services.TryAddSingleton<SessionGuard>();
        services.TryAddSingleton<MemberRequests>();
        services.TryAddSingleton<ObjectsService>();
        services.AddHostedService<ServerLifetime>();
        return new ObjectServerBuilder(services);
    }
}
