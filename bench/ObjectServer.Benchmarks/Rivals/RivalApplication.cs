using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ObjectServer.Benchmarks.Processes;

namespace ObjectServer.Benchmarks.Rivals;

/// <summary>
/// A web application on a free TCP port and on a Unix socket, until the standard input closes. It logs nothing; all else is as it is for
/// who changes no setting, unless it is told what to change.
/// </summary>
internal static class RivalApplication
{
    /// <summary>Serves.</summary>
    /// <param name="socket">Path of the Unix socket.</param>
    /// <param name="protocols">What clients may speak.</param>
    /// <param name="add">Adds services.</param>
    /// <param name="map">Maps what is served.</param>
    /// <param name="configure">Changes settings; null for who changes none.</param>
    public static async Task ServeAsync(
        string socket,
        HttpProtocols protocols,
        Action<IServiceCollection> add,
        Action<WebApplication> map,
        Action<KestrelServerOptions>? configure = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocols);
            kestrel.ListenUnixSocket(socket, listen => listen.Protocols = protocols);
            configure?.Invoke(kestrel);
        });
        add(builder.Services);
        await using WebApplication application = builder.Build();
        map(application);
        await application.StartAsync();
        string tcp = application.Urls.First(url => !url.Contains("unix:", StringComparison.Ordinal));
        await Console.Out.WriteLineAsync($"{ServedProcess.Ready}{tcp} unix:{socket}");
        await Console.In.ReadToEndAsync();
        await application.StopAsync();
    }
}
