using System.Net;
using ObjectServer.Dashboard.Tests.Infrastructure;

namespace ObjectServer.Dashboard.Tests.Security;

public sealed class RequestTests
{
    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:80")]
    [InlineData("10.1.2.3")]
    [InlineData("127.0.0.1.evil.example")]
    public async Task Request_OfAnotherHostName_IsRefused(string host)
    {
        await using WatchedServer server = await WatchedServer.StartAsync();
        using DashboardClient client = server.NewClient();

        using HttpResponseMessage reply = await client.SendAsync(HttpMethod.Get, "/login", ("Host", host));

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
    }

    [Theory]
    [InlineData("localhost:5081")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]:99")]
    [InlineData("manager.example.org")]
    public async Task Request_OfAnOwnHostName_IsAnswered(string host)
    {
        await using WatchedServer server = await WatchedServer.StartAsync(dashboard: options => options.HostNames.Add("manager.example.org"));
        using DashboardClient client = server.NewClient();

        using HttpResponseMessage reply = await client.SendAsync(HttpMethod.Get, "/login", ("Host", host));

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }

    [Fact]
    public async Task Request_OfAForeignPage_IsRefused()
    {
        await using WatchedServer server = await WatchedServer.StartAsync();
        using DashboardClient client = server.NewClient();
        await client.LoginAsync(server.Links[^1]);

        (string, string)[][] foreign =
        [
            [("Origin", "http://evil.example")],
            [("Origin", "null")],
            [("Origin", client.Origin.Replace("127.0.0.1", "localhost", StringComparison.Ordinal))],
            [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "cors")],
            [("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Mode", "no-cors"), ("Sec-Fetch-Dest", "image")],
            [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "iframe")],
        ];
        foreach ((string, string)[] headers in foreign)
        {
            using HttpResponseMessage reply = await client.SendAsync(HttpMethod.Get, "/objects", headers);
            Assert.True(reply.StatusCode == HttpStatusCode.Forbidden, $"{string.Join(' ', headers)} was answered with {reply.StatusCode}");
        }
    }

    [Fact]
    public async Task Request_OfWhoFollowsALink_IsAnswered()
    {
        await using WatchedServer server = await WatchedServer.StartAsync();
        using DashboardClient client = server.NewClient();

        using HttpResponseMessage reply = await client.SendAsync(
            HttpMethod.Get, "/login", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document"));

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }

    [Fact]
    public async Task Form_WithoutOrigin_IsRefused()
    {
        await using WatchedServer server = await WatchedServer.StartAsync();
        using DashboardClient client = server.NewClient();

        using HttpResponseMessage reply = await client.SendAsync(HttpMethod.Post, "/login");

        Assert.Equal(HttpStatusCode.Forbidden, reply.StatusCode);
    }

    [Fact]
    public async Task Request_OfAnotherMethod_IsRefused()
    {
        await using WatchedServer server = await WatchedServer.StartAsync();
        using DashboardClient client = server.NewClient();
        await client.LoginAsync(server.Links[^1]);

        using HttpResponseMessage reply = await client.SendAsync(HttpMethod.Delete, "/sessions/1");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, reply.StatusCode);
    }

    [Fact]
    public async Task Form_LargerThanAnyOfOurs_IsRefused()
    {
        await using WatchedServer server = await WatchedServer.StartAsync();
        using DashboardClient client = server.NewClient();

        using HttpResponseMessage reply = await client.PostAsync("/login", new() { ["link"] = new string('x', 100_000) });

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, reply.StatusCode);
    }

    [Fact]
    public async Task Page_InABrowser_MayLoadNothingFromElsewhereAndBeInNoFrame()
    {
        await using WatchedServer server = await WatchedServer.StartAsync();
        using DashboardClient client = server.NewClient();

        using HttpResponseMessage reply = await client.SendAsync(HttpMethod.Get, "/login");

        string policy = reply.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", reply.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-store", reply.Headers.CacheControl!.ToString());
    }
}
