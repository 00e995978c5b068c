using System.Net;
using ObjectServer.Dashboard.Tests.Infrastructure;

namespace ObjectServer.Dashboard.Tests.Security;

public sealed class LoginTests
{
    private static readonly string[] Pages = ["/", "/objects", "/objects/1", "/members", "/sessions", "/sessions/1", "/locks", "/memory", "/log", "/nothing"];

    [Fact]
    public async Task Page_WithoutLogin_LeadsToTheLogin()
    {
        await using WatchedServer server = await WatchedServer.StartAsync();
        using DashboardClient client = server.NewClient();

        foreach (string page in Pages)
        {
            using HttpResponseMessage reply = await client.SendAsync(HttpMethod.Get, page);
            Assert.Equal(HttpStatusCode.SeeOther, reply.StatusCode);
            Assert.Equal("/login", reply.Headers.Location!.OriginalString);
            using HttpResponseMessage refresh = await client.SendAsync(HttpMethod.Get, page, ("X-Refresh", "1"));
            Assert.Equal(HttpStatusCode.Unauthorized, refresh.StatusCode);
        }
    }

    [Theory]
    [InlineData("/sessions/1/kick")]
    [InlineData("/objects/1/values")]
    [InlineData("/logout")]
    public async Task Form_WithoutLogin_IsRefused(string path)
    {
        await using WatchedServer server = await WatchedServer.StartAsync();
        using DashboardClient client = server.NewClient();

        using HttpResponseMessage reply = await client.PostAsync(path, []);

        Assert.Equal(HttpStatusCode.Unauthorized, reply.StatusCode);
    }

    [Fact]
    public async Task Link_Used_WorksOnceAndIsReplaced()
    {
        await using WatchedServer server = await WatchedServer.StartAsync();
        using DashboardClient first = server.NewClient();
        using DashboardClient second = server.NewClient();
        Uri link = Assert.Single(server.Links);
        await first.LoginAsync(link);

        using HttpResponseMessage again = await second.PostAsync("/login", new() { ["link"] = link.Fragment[1..] });

        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
        Assert.Equal(2, server.Links.Length);
        await second.LoginAsync(server.Links[1]);
    }

    [Fact]
    public async Task Cookie_OfALogin_IsForThisServerAndItsOwnPagesAlone()
    {
        await using WatchedServer server = await WatchedServer.StartAsync();
        using DashboardClient client = server.NewClient();

        using HttpResponseMessage reply = await client.PostAsync("/login", new() { ["link"] = server.Links[0].Fragment[1..] });

        string cookie = reply.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith($"objectserver-dashboard-{server.Dashboard.Port}=", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Logout_ByItsForm_EndsTheLogin()
    {
        await using WatchedServer server = await WatchedServer.StartAsync();
        using DashboardClient client = server.NewClient();
        await client.LoginAsync(server.Links[0]);
        string token = await client.FormTokenAsync();

        using HttpResponseMessage reply = await client.PostAsync("/logout", new() { ["form-token"] = token });

        Assert.Equal(HttpStatusCode.SeeOther, reply.StatusCode);
        using HttpResponseMessage after = await client.SendAsync(HttpMethod.Get, "/objects");
        Assert.Equal(HttpStatusCode.SeeOther, after.StatusCode);
    }

    [Fact]
    public async Task Server_WithAKey_ShowsNoLinkAndTakesTheKey()
    {
        await using WatchedServer server = await WatchedServer.StartAsync(options => options.AuthKey = "the right key of this server");
        using DashboardClient client = server.NewClient();

        Assert.Empty(server.Links);
        using HttpResponseMessage wrong = await client.LoginAsync("", "a wrong key");
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        using HttpResponseMessage unknown = await client.LoginAsync("nobody", "the right key of this server");
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
        using HttpResponseMessage right = await client.LoginAsync("", "the right key of this server");
        Assert.Equal(HttpStatusCode.SeeOther, right.StatusCode);
        await client.GetAsync("/objects");
    }

    [Fact]
    public async Task Key_WhoseClientsMayNotAdminister_IsRefused()
    {
        await using WatchedServer server = await WatchedServer.StartAsync(
            options =>
            {
                options.AuthKeys["reader"] = "the key of readers";
                options.AuthKeys["operator"] = "the key of operators";
            },
            share: objects => objects.Allow(AllowedClients.WithKey("reader"), ObjectPermissions.Call).Allow(AllowedClients.WithKey("operator"), ObjectPermissions.Administer));
        using DashboardClient client = server.NewClient();

        using HttpResponseMessage reader = await client.LoginAsync("reader", "the key of readers");
        using HttpResponseMessage administrator = await client.LoginAsync("operator", "the key of operators");

        Assert.Equal(HttpStatusCode.Unauthorized, reader.StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, administrator.StatusCode);
    }

    [Fact]
    public async Task Key_TriedOutTooOften_IsNotLookedAtAnyMore()
    {
        await using WatchedServer server = await WatchedServer.StartAsync(options => options.AuthKey = "the right key of this server");
        using DashboardClient client = server.NewClient();
        for (int i = 0; i < 10; i++)
        {
            using HttpResponseMessage wrong = await client.LoginAsync("", $"guess {i}");
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        using HttpResponseMessage right = await client.LoginAsync("", "the right key of this server");

        Assert.Equal(HttpStatusCode.TooManyRequests, right.StatusCode);
        Assert.True(right.Headers.RetryAfter!.Delta > TimeSpan.Zero);
    }
}
