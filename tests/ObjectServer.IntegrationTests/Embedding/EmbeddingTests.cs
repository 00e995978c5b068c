using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Contracts;

namespace ObjectServer.IntegrationTests.Embedding;

/// <summary>An object server beside everything else that an application has.</summary>
public sealed class EmbeddingTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Application_WithAnObjectServer_ServesItsOwnEndpointsAsBefore()
    {
        await using var application = OrdinaryApplication.Build();
        await application.App.StartAsync();
        using HttpClient pages = Pages(application);
        await using ObjectClient client = await ObjectClient.ConnectAsync(application.Http2);

        foreach (Version version in new[] { HttpVersion.Version11, HttpVersion.Version20 })
        {
            Assert.Equal((HttpStatusCode.OK, version, "open"), await GetAsync(pages, "/open", version, user: null));
            Assert.Equal((HttpStatusCode.Unauthorized, version, ""), await GetAsync(pages, "/who", version, user: null));
            Assert.Equal((HttpStatusCode.OK, version, "ada"), await GetAsync(pages, "/who", version, user: "ada"));
            Assert.Equal((HttpStatusCode.NotFound, version, ""), await GetAsync(pages, "/nowhere", version, user: "ada"));
        }

        using GrpcChannel channel = Channel(application);
        Assert.Equal("hello world, from ada", await GreetAsync(channel, "world", "ada"));
        Assert.Equal(StatusCode.Unauthenticated, (await Assert.ThrowsAsync<RpcException>(() => GreetAsync(channel, "world", null))).StatusCode);

        // The application's own limit for messages is its services', not the object server's.
        Assert.Equal(
            StatusCode.ResourceExhausted,
            (await Assert.ThrowsAsync<RpcException>(() => GreetAsync(channel, new string('x', 2000), "ada"))).StatusCode);
        IEcho echo = await client.CreateAsync<IEcho>();
        Assert.Equal(100_000, echo.Doubles(new double[100_000])!.Length);
    }

    [Fact]
    public async Task ObjectServer_OfAnApplication_ServesEveryLink()
    {
        await using var application = OrdinaryApplication.Build();
        await application.App.StartAsync();

        foreach (string address in new[] { application.Http2, $"unix:{application.Socket}", $"grpc+unix:{application.Socket}" })
        {
            await using ObjectClient client = await ObjectClient.ConnectAsync(address);
            Assert.Equal(3, (await client.CreateAsync<ICalculator>()).Add(1, 2));
        }

        await using ObjectClient inside = await ObjectClient.ConnectAsync(application.App);
        Assert.Equal(3, (await inside.CreateAsync<ICalculator>()).Add(1, 2));

        // The socket also serves what it served before.
        using var handler = new SocketsHttpHandler { ConnectCallback = (_, cancel) => ConnectAsync(application.Socket, cancel) };
        using var pages = new HttpClient(handler) { BaseAddress = new Uri("http://localhost") };
        Assert.Equal((HttpStatusCode.OK, HttpVersion.Version20, "open"), await GetAsync(pages, "/open", HttpVersion.Version20, user: null));
    }

    [Fact]
    public async Task Endpoints_OfTheObjectServer_FollowTheApplicationsPolicy()
    {
        await using var application = OrdinaryApplication.Build(anonymous: false);
        await application.App.StartAsync();

        await Assert.ThrowsAsync<ServerUnavailableException>(() => ObjectClient.ConnectAsync(application.Http2).WaitAsync(Guard));
        await Assert.ThrowsAsync<ServerUnavailableException>(() => ObjectClient.ConnectAsync($"grpc+unix:{application.Socket}").WaitAsync(Guard));

        // No HTTP, no middleware: the file of the socket says who may connect.
        await using ObjectClient client = await ObjectClient.ConnectAsync($"unix:{application.Socket}");
        Assert.Equal(3, (await client.CreateAsync<ICalculator>()).Add(1, 2));
    }

    [Fact]
    [Trait("Conformance", "P-24")]
    public async Task Shutdown_OfAnEmbeddedServer_StopsItsHost()
    {
        await using var application = OrdinaryApplication.Build(options => options.AllowShutdown = true);
        await application.App.StartAsync();
        Task running = Microsoft.Extensions.Hosting.HostingAbstractionsHostExtensions.WaitForShutdownAsync(application.App);
        await using ObjectClient client = await ObjectClient.ConnectAsync(application.Http2);
        ICalculator calculator = await client.CreateAsync<ICalculator>();
        Task<int> counting = calculator.CountAsync(1000);

        await client.ShutdownServerAsync().WaitAsync(Guard);

        Assert.Equal(1000, await counting.WaitAsync(Guard));
        await running.WaitAsync(Guard);
        await Assert.ThrowsAsync<ServerUnavailableException>(() => ObjectClient.ConnectAsync(application.Http2).WaitAsync(Guard));
    }

    [Fact]
    public async Task Shutdown_OfAnEmbeddedServerThatDoesNotAllowIt_LeavesTheApplicationRunning()
    {
        await using var application = OrdinaryApplication.Build();
        await application.App.StartAsync();
        await using ObjectClient client = await ObjectClient.ConnectAsync(application.Http2);

        await Assert.ThrowsAsync<AccessDeniedException>(() => client.ShutdownServerAsync().WaitAsync(Guard));

        using HttpClient pages = Pages(application);
        Assert.Equal("open", await pages.GetStringAsync(new Uri("/open", UriKind.Relative)));
        Assert.False(application.App.Lifetime.ApplicationStopping.IsCancellationRequested);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Health_IsToldToEverybody_WhateverTheApplicationsPolicy(int version)
    {
        await using OrdinaryApplication application = OrdinaryApplication.Build(anonymous: false);
        await application.App.StartAsync();
        using HttpClient pages = Pages(application);
        pages.DefaultRequestVersion = new Version(version, version == 1 ? 1 : 0);
        pages.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;

        Assert.Equal("serving\n", await pages.GetStringAsync(new Uri("/healthz", UriKind.Relative)));
    }

    private static HttpClient Pages(OrdinaryApplication application) => new(Trusting()) { BaseAddress = new Uri(application.Pages) };

    private static GrpcChannel Channel(OrdinaryApplication application) =>
        GrpcChannel.ForAddress(application.Pages, new GrpcChannelOptions { HttpHandler = Trusting(), DisposeHttpClient = true });

    private static SocketsHttpHandler Trusting() => new()
    {
        SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=localhost" },
    };

    private static async Task<(HttpStatusCode Status, Version Version, string Body)> GetAsync(HttpClient pages, string path, Version version, string? user)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Version = version, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        if (user is not null) request.Headers.Add(HeaderAuthentication.Header, user);
        using HttpResponseMessage response = await pages.SendAsync(request);
        return (response.StatusCode, response.Version, await response.Content.ReadAsStringAsync());
    }

    private static async Task<string> GreetAsync(GrpcChannel channel, string name, string? user)
    {
        Metadata headers = user is null ? [] : new() { { HeaderAuthentication.Header, user } };
        using AsyncUnaryCall<string> call = channel.CreateCallInvoker().AsyncUnaryCall(GreeterBase.GreetMethod, null, new CallOptions(headers), name);
        return await call;
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
