using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using ObjectServer.Admin;
using ObjectServer.Dashboard.Security;

namespace ObjectServer.Dashboard.Hosting;

/// <summary>
/// Serves the dashboard while the server runs: a small web application of its own in the same process, so that neither the server's
/// endpoints nor an application around it are touched, and nothing of it is loaded where there is none.
/// </summary>
internal sealed class DashboardHost(IServiceProvider server, IOptions<DashboardOptions> options, ILogger<DashboardHost> log) : IHostedService, IAsyncDisposable
{
    private WebApplication? _app;

    /// <summary>Where it listens; null while it does not.</summary>
    public Uri? Address { get; private set; }

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (server.GetService<ServerView>() is null)
            throw new InvalidOperationException("The services of the object server are missing: call builder.Services.AddObjectServer() as well.");
        _app = DashboardApplication.Build(server, options.Value);
        await _app.StartAsync(cancellationToken);
        string address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Address = new Uri(address);
        log.DashboardListens(address);
        _app.Services.GetRequiredService<LoginLinks>().Begin(Address);
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_app is not null) await _app.StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
    }
}
