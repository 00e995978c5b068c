using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Programs;

namespace ObjectServer.IntegrationTests.Embedding;

/// <summary>
/// An application with pages, a gRPC service, authentication that everybody needs unless an endpoint says otherwise, and an object server.
/// It listens by HTTPS for HTTP/1 and HTTP/2, by HTTP for HTTP/2, and on a Unix socket. An unexpected error in its log fails the test.
/// </summary>
internal sealed class OrdinaryApplication : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly TestFolder _folder = new();

    private OrdinaryApplication(Action<ObjectServerOptions>? configure, bool anonymous)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders().AddProvider(new ErrorCollector(_errors)).SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, "").ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(CreateCertificate()));
            kestrel.ListenLocalhostAnyPort(listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.ListenUnixSocket(_folder.Socket, listen => listen.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddAuthentication("header").AddScheme<AuthenticationSchemeOptions, HeaderAuthentication>("header", null);
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = 1000);
        builder.Services.AddSingleton(TestServer.PatientHealth);
        builder.Services.AddObjectServer(configure).AddType<ICalculator, Calculator>().AddType<IEcho, Echo>("echo");
        App = builder.Build();
        App.UseAuthentication();
        App.UseAuthorization();
        App.MapGet("/open", () => "open").AllowAnonymous();
        App.MapGet("/who", (HttpContext http) => http.User.Identity!.Name);
        App.MapGrpcService<GreeterService>();
        IEndpointConventionBuilder objects = App.MapObjectServer();
        if (anonymous) objects.AllowAnonymous();
        App.MapObjectServerHealth();
    }

    public WebApplication App { get; }

    /// <summary>Where HTTP/1 and HTTP/2 are spoken.</summary>
    public string Pages => Addresses.Single(address => address.StartsWith("https:", StringComparison.Ordinal));

    /// <summary>Where HTTP/2 alone is spoken, without TLS.</summary>
    public string Http2 => Addresses.Single(address => address.StartsWith("http://127.0.0.1:", StringComparison.Ordinal));

    public string Socket => _folder.Socket;

    private ICollection<string> Addresses => App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;

    /// <summary>Builds an application, which the caller starts.</summary>
    /// <param name="configure">Sets options of the object server.</param>
    /// <param name="anonymous">Whether its endpoints are for everybody.</param>
    public static OrdinaryApplication Build(Action<ObjectServerOptions>? configure = null, bool anonymous = true) => new(configure, anonymous);

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        _folder.Dispose();
        Assert.True(_errors.IsEmpty, string.Join(Environment.NewLine, _errors));
    }

    private static X509Certificate2 CreateCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
