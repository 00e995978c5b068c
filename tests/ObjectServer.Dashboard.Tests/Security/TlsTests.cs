using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using ObjectServer.Dashboard.Tests.Infrastructure;
using ObjectServer.Dashboard.Tests.Programs;

namespace ObjectServer.Dashboard.Tests.Security;

public sealed class TlsTests
{
    private const string Key = "the key of this server";

    [Fact]
    public async Task Dashboard_WithACertificate_SetsACookieForTlsAlone()
    {
        using X509Certificate2 certificate = OwnCertificate.Create();
        await using WatchedServer server = await WatchedServer.StartAsync(
            options => options.AuthKey = Key,
            dashboard =>
            {
                dashboard.Address = "https://127.0.0.1:0";
                dashboard.ConfigureEndpoint = endpoint => endpoint.UseHttps(certificate);
            });
        using DashboardClient client = server.NewClient();

        using HttpResponseMessage reply = await client.LoginAsync("", Key);

        Assert.Equal(HttpStatusCode.SeeOther, reply.StatusCode);
        string cookie = reply.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.True(reply.Headers.Contains("Strict-Transport-Security"));
        Assert.Contains("Overview", await client.GetAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_WithACertificate_ServesItsDashboardByIt()
    {
        string file = Path.GetTempFileName();
        try
        {
            using (X509Certificate2 certificate = OwnCertificate.Create()) await File.WriteAllTextAsync(file, OwnCertificate.Pem(certificate));
            await using DashboardProgram program = DashboardProgram.Start(
                ["--url", "http://127.0.0.1:0", "--no-socket", "--tls-certificate", file, "--dashboard", "https://127.0.0.1:0"],
                new Dictionary<string, string> { ["OBJECTSERVER_AUTH_KEY"] = Key });
            await program.ReadyAsync();
            using var client = new DashboardClient(await program.DashboardAsync());

            using HttpResponseMessage reply = await client.LoginAsync("", Key);

            Assert.Equal(HttpStatusCode.SeeOther, reply.StatusCode);
            Assert.Contains("Overview", await client.GetAsync("/"), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
