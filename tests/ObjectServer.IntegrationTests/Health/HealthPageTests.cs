using System.Net;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Health;

/// <summary>Health by plain HTTP, from the web server of an application.</summary>
public sealed class HealthPageTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Server_ThatWorks_IsLiveAndReady()
    {
        await using TestServer server = await TestServer.StartAsync(Share);
        using HttpClient http = Client(server);

        Assert.Equal((HttpStatusCode.OK, "serving\n"), await GetAsync(http, "/healthz"));
        Assert.Equal((HttpStatusCode.OK, "serving\n"), await GetAsync(http, "/healthz/ready"));
        Assert.Equal((HttpStatusCode.OK, "serving\n"), await GetAsync(http, "/healthz/live"));
    }

    [Fact]
    public async Task Server_ThatDrains_IsLiveAndNotReady()
    {
        await using TestServer server = await TestServer.StartAsync(Share);
        using HttpClient http = Client(server);
        Assert.Equal((HttpStatusCode.OK, "serving\n"), await GetAsync(http, "/healthz"));

        _ = server.Drain.Begin(TimeSpan.FromHours(1), thenStop: false);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not serving\n"), await GetAsync(http, "/healthz"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not serving\n"), await GetAsync(http, "/healthz/ready"));
        Assert.Equal((HttpStatusCode.OK, "serving\n"), await GetAsync(http, "/healthz/live"));
    }

    [Fact]
    public async Task Server_ThatIsFull_IsLiveAndNotReady()
    {
        await using TestServer server = await TestServer.StartAsync(Share, options => options.MaxSessions = 1);
        await using ObjectClient only = await server.ConnectAsync();
        using HttpClient http = Client(server);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not serving\n"), await GetAsync(http, "/healthz"));
        Assert.Equal((HttpStatusCode.OK, "serving\n"), await GetAsync(http, "/healthz/live"));
    }

    private static HttpClient Client(TestServer server) => new()
    {
        BaseAddress = new Uri(server.Address),
        DefaultRequestVersion = HttpVersion.Version20,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        Timeout = Guard,
    };

    private static async Task<(HttpStatusCode Status, string Text)> GetAsync(HttpClient http, string path)
    {
        using HttpResponseMessage response = await http.GetAsync(new Uri(path, UriKind.Relative));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static void Share(ObjectServerBuilder server) => server.AddType<ICalculator, Calculator>();
}
