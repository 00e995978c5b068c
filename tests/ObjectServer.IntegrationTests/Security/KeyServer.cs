using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Security;

/// <summary>A server whose warnings a test reads.</summary>
internal sealed class KeyServer : IAsyncDisposable
{
    public const string Key = "correct horse battery staple";

    private readonly ConcurrentQueue<string> _warnings;

    private KeyServer(TestServer server, ConcurrentQueue<string> warnings)
    {
        Server = server;
        _warnings = warnings;
    }

    public TestServer Server { get; }

    /// <summary>What it has logged as a warning, or worse; or from the level that it was started with.</summary>
    public IReadOnlyCollection<string> Warnings => _warnings;

    /// <summary>Starts a server with the key, or as <paramref name="configure"/> says.</summary>
    public static async Task<KeyServer> StartAsync(
        SecuredLink link,
        Action<ObjectServerOptions>? configure = null,
        TimeProvider? clock = null,
        LogLevel least = LogLevel.Warning,
        Action<ObjectServerBuilder>? share = null)
    {
        var warnings = new ConcurrentQueue<string>();
        TestServer server = await TestServer.StartAsync(
            builder =>
            {
                builder.AddType<ICalculator, Calculator>();
                share?.Invoke(builder);
            },
            configure ?? (options => options.AuthKey = Key),
            unixSocket: link == SecuredLink.GrpcUnix,
            socketLink: link == SecuredLink.Socket,
            services: services => services
                .AddSingleton(clock ?? TimeProvider.System)
                .AddSingleton<ILoggerProvider>(new ErrorCollector(warnings, least))
                .Configure<LoggerFilterOptions>(filter => filter.MinLevel = least));
        return new KeyServer(server, warnings);
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
