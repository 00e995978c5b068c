using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using ObjectServer.Client;
using ObjectServer.Dashboard.Hosting;
using ObjectServer.Dashboard.Tests.Objects;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.Dashboard.Tests.Infrastructure;

/// <summary>A real server in this process, with its dashboard. An unexpected error in its log fails the test.</summary>
internal sealed class WatchedServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _errors;
    private readonly ConcurrentQueue<Uri> _links;

    private WatchedServer(WebApplication app, ConcurrentQueue<string> errors, ConcurrentQueue<Uri> links)
    {
        _app = app;
        _errors = errors;
        _links = links;
    }

    /// <summary>Where clients connect.</summary>
    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>Where the dashboard is.</summary>
    public Uri Dashboard => _app.Services.GetRequiredService<DashboardHost>().Address!;

    /// <summary>The links that one could log in with so far, the last of which counts.</summary>
    public Uri[] Links => [.. _links];

    /// <summary>The services of the server itself.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Writes a line into the server's log.</summary>
    public void Log(string text) => _app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("ObjectServer")
        .Log(LogLevel.Warning, default, text, null, static (line, _) => line);

    public static async Task<WatchedServer> StartAsync(Action<ObjectServerOptions>? configure = null, Action<DashboardOptions>? dashboard = null, Action<ObjectServerBuilder>? share = null)
    {
        var errors = new ConcurrentQueue<string>();
        var links = new ConcurrentQueue<Uri>();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(new ErrorCollector(errors)).SetMinimumLevel(LogLevel.Information);
        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, "")
            .ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        ObjectServerBuilder objects = builder.Services.AddObjectServer(configure).AddAssembly(typeof(Station).Assembly);
        share?.Invoke(objects);
        builder.Services.AddObjectServerDashboard(options =>
        {
            options.Address = "http://127.0.0.1:0";
            options.LoginLink = links.Enqueue;
            dashboard?.Invoke(options);
        });
        WebApplication app = builder.Build();
        app.MapObjectServer();
        await app.StartAsync();
        return new WatchedServer(app, errors, links);
    }

    /// <summary>Connects a client.</summary>
    public Task<ObjectClient> ConnectAsync(string name, string? key = null) =>
        ObjectClient.ConnectAsync(Address, new ObjectClientOptions { ClientName = name, AuthKey = key });

    /// <summary>A page of the dashboard in a window, logged in.</summary>
    public async Task<IPage> OpenAsync(IBrowserContext window, string path = "/")
    {
        IPage page = await window.NewPageAsync();
        await page.GotoAsync(Links[^1].AbsoluteUri);
        await page.WaitForURLAsync(Dashboard.AbsoluteUri);
        if (path != "/") await page.GotoAsync(new Uri(Dashboard, path).AbsoluteUri);
        return page;
    }

    /// <summary>Who asks for pages as a program would.</summary>
    public DashboardClient NewClient() => new(Dashboard);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Assert.True(_errors.IsEmpty, string.Join(Environment.NewLine, _errors));
    }
}
