using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using ObjectServer.Dashboard.Hosting;
using ObjectServer.Serving.Tls;

namespace ObjectServer.Serving;

/// <summary>The dashboard of the program.</summary>
internal static class ProgramDashboard
{
    /// <summary>How the line begins that says where the dashboard is.</summary>
    public const string Line = "objectserver dashboard:";

    /// <summary>Adds it.</summary>
    public static void Add(IServiceCollection services, DashboardSettings dashboard, ServerSettings settings, TlsEndpoint? tls, StandardOutput output)
    {
        var links = new HeldBackLinks(link => output.WriteLine($"{Line} {link}"));
        services.AddSingleton(links);
        services.AddObjectServerDashboard(options =>
        {
            options.Address = dashboard.Address.Text;
            options.AllowPlaintext = dashboard.AllowPlaintext;
            foreach (string name in dashboard.HostNames) options.HostNames.Add(name);
            if (dashboard.Address.IsTls) options.ConfigureEndpoint = endpoint => Secure(endpoint, tls!, settings.Options.HandshakeTimeout);
            options.LoginLink = links.Show;
        });
    }

    /// <summary>Says where it is, once the server listens.</summary>
    public static void Say(IServiceProvider services, StandardOutput output)
    {
        if (!services.GetRequiredService<HeldBackLinks>().Release()) output.WriteLine($"{Line} {services.GetRequiredService<DashboardHost>().Address}");
    }

    private static void Secure(ListenOptions endpoint, TlsEndpoint tls, TimeSpan patience)
    {
        tls.Log ??= endpoint.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger("ObjectServer.Tls");
        endpoint.UseHttps(new TlsHandshakeCallbackOptions
        {
            OnConnection = context => ValueTask.FromResult(tls.Answer(context.Connection)),
            HandshakeTimeout = patience,
        });
    }
}
