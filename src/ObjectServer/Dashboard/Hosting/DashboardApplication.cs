using Microsoft.AspNetCore.Server.Kestrel.Core;
using ObjectServer.Admin;
using ObjectServer.Dashboard.Assets;
using ObjectServer.Dashboard.Live;
using ObjectServer.Dashboard.Pages;
using ObjectServer.Dashboard.Rendering;
using ObjectServer.Dashboard.Security;
using ObjectServer.Dashboard.Values;
using ObjectServer.Dispatch.Statistics;
using ObjectServer.Objects;
using ObjectServer.Session.Authentication;

namespace ObjectServer.Dashboard.Hosting;

/// <summary>Puts the web application together that shows a server.</summary>
internal static class DashboardApplication
{
    private const int MostConnections = 128;
    private const int MostBodyBytes = 16 * 1024;

    /// <summary>Builds the application.</summary>
    /// <param name="server">The services of what is shown.</param>
    /// <param name="options">Where it listens, and for whom.</param>
    public static WebApplication Build(IServiceProvider server, DashboardOptions options)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(DashboardApplication).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        DashboardAddress address = DashboardAddress.TryParse(options.Address, out string? fault) ?? throw new InvalidOperationException(fault);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, address, options));
        builder.Services.AddRoutingCore();
        Add(builder.Services, server, options, address);
        WebApplication app = builder.Build();
        var guard = new RequestGuard(new HostNames(options.HostNames, address.IsLoopback));
        app.Use(next => context => guard.InvokeAsync(context, next));
        var logins = new LoginGuard(app.Services.GetRequiredService<LoginTable>());
        app.Use(next => context => logins.InvokeAsync(context, next));
        app.UseRouting();
        Asset.Map(app);
        app.Services.GetRequiredService<LoginEndpoints>().Map(app);
        app.Services.GetRequiredService<DashboardEndpoints>().Map(app);
        return app;
    }

    private static void Add(IServiceCollection services, IServiceProvider server, DashboardOptions options, DashboardAddress address)
    {
        // Instances that are not this application's to dispose of.
        services.AddSingleton(server.GetRequiredService<ILoggerFactory>());
        services.AddSingleton(server.GetRequiredService<TimeProvider>());
        services.AddSingleton(server.GetRequiredService<KeyRing>());
        services.AddSingleton(server.GetRequiredService<ObjectServerOptions>());
        services.AddSingleton(server.GetRequiredService<ObjectHost>());
        services.AddSingleton(server.GetRequiredService<ServerView>());
        services.AddSingleton(server.GetRequiredService<SessionKick>());
        services.AddSingleton(server.GetRequiredService<CallStatistics>());
        services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        services.AddSingleton<KeyLogin>();
        services.AddSingleton<LoginAttempts>();
        services.AddSingleton(provider => new LoginTable(provider.GetRequiredService<TimeProvider>(), options.LoginLifetime));
        services.AddSingleton(provider => new LoginLinks(address.IsLoopback && !provider.GetRequiredService<KeyLogin>().IsOn, options.LoginLink ?? ShowLink));
        services.AddSingleton<LoginEndpoints>();
        services.AddSingleton<DashboardEndpoints>();
        services.AddSingleton<PageRenderer>();
        services.AddSingleton<PropertyReader>();
        services.AddSingleton<Sampler>();
        services.AddScoped<PageRequest>();
        services.AddScoped<MemberReports>();
        services.AddScoped<CallSelection>();
        services.AddScoped<WaitSelection>();
        services.AddScoped<ValueSelection>();
    }

    private static void Listen(KestrelServerOptions kestrel, DashboardAddress address, DashboardOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = MostConnections;
        kestrel.Limits.MaxRequestBodySize = MostBodyBytes;
        if (address.Address is { } ip) kestrel.Listen(ip, address.Port, Configure);
        else kestrel.ListenLocalhost(address.Port, Configure);

        void Configure(ListenOptions endpoint)
        {
            endpoint.Protocols = address.IsTls ? HttpProtocols.Http1AndHttp2 : HttpProtocols.Http1;
            options.ConfigureEndpoint?.Invoke(endpoint);
        }
    }

    private static void ShowLink(Uri link) => Console.Error.WriteLine($"objectserver dashboard: {link}");
}
