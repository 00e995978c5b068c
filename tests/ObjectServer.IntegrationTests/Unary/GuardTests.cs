using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Unary;

/// <summary>What stands before the unary service, seen by a client that speaks HTTP alone.</summary>
public sealed class GuardTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Request_WithoutASession_IsRefusedBeforeItsBodyArrives()
    {
        await using TestServer server = await StartAsync();
        using var http = new HttpClient();
        using HttpRequestMessage request = Request(server, "Invoke", new EndlessContent());

        using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Guard);

        Assert.Equal("16", Assert.Single(response.Headers.GetValues("grpc-status")));
        Assert.Single(response.Headers.GetValues("objectserver-error-bin"));
    }

    [Fact]
    public async Task Request_WithoutASession_HasItsBodyNotDecoded()
    {
        await using TestServer server = await StartAsync();
        using var http = new HttpClient();
        using HttpRequestMessage request = Request(server, "Create", new ByteArrayContent([0, 0, 0, 0, 3, 0xff, 0xff, 0xff]));

        using HttpResponseMessage response = await http.SendAsync(request).WaitAsync(Guard);

        Assert.Equal("16", Assert.Single(response.Headers.GetValues("grpc-status")));
    }

    [Fact]
    public async Task Open_WithAVeryLargeBody_IsRefused()
    {
        await using TestServer server = await StartAsync();
        using var client = new UnaryClient(server);
        var open = new OpenRequest { Protocol = 1, ClientName = new string('x', 1_000_000) };

        Failure failure = await Failure.OfAsync(async () => await client.Stub.OpenAsync(open, client.Options));

        Assert.Equal((StatusCode.ResourceExhausted, ErrorCode.LimitExceeded), (failure.Status, failure.Error.Code));
        Assert.Equal(0, server.UnarySessions.Count);
    }

    private static HttpRequestMessage Request(TestServer server, string method, HttpContent body)
    {
        body.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        return new HttpRequestMessage(HttpMethod.Post, $"{server.Address}/objectserver.v1.Objects/{method}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body,
        };
    }

    private static Task<TestServer> StartAsync() => TestServer.StartAsync(server => server.AddType<ICalculator, Calculator>());
}
