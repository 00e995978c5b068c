using System.Net.Sockets;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Links;

/// <summary>Calls and large values of gRPC clients on the server's machine, which go by its Unix socket.</summary>
public sealed class LocalSocketTests
{
    private const int Count = 1_000_000;

    [Fact]
    public async Task CallsAndLargeValuesOfALocalClient_GoByTheSocket()
    {
        await using TestServer server = await StartAsync();
        await using ObjectClient client = await server.ConnectAsync();

        Assert.True(client.Statistics.UsesLocalSocket);
        await AssertGrindsAsync(client, bySocket: true);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task WhereEitherSideDoesNotWantIt_AllGoesOverGrpc(bool offer, bool use)
    {
        await using TestServer server = await StartAsync(offer);
        await using ObjectClient client = await server.ConnectAsync(new ObjectClientOptions { UseLocalSocket = use });

        await AssertGrindsAsync(client, bySocket: false);
    }

    [Fact]
    public async Task WithAKey_TheSocketIsUsedToo()
    {
        const string key = "a key that both know";
        await using TestServer server = await StartAsync(key: key);
        await using ObjectClient client = await server.ConnectAsync(new ObjectClientOptions { AuthKey = key });

        await AssertGrindsAsync(client, bySocket: true);
    }

    [Fact]
    public async Task WhereTheSocketCannotBeReached_AllGoesOverGrpc()
    {
        await using TestServer server = await StartAsync();
        File.Delete(server.Socket!);
        await using ObjectClient client = await server.ConnectAsync();

        Assert.False(client.Statistics.UsesLocalSocket);
        await AssertGrindsAsync(client, bySocket: false);
    }

    [Fact]
    public async Task WhereAnotherServerHasTheSocket_ItIsSentNothing()
    {
        await using TestServer server = await StartAsync();
        await using TestServer other = await StartAsync();
        File.Move(other.Socket!, server.Socket!, overwrite: true);
        await using ObjectClient client = await server.ConnectAsync();

        await AssertGrindsAsync(client, bySocket: false);
    }

    [Fact]
    public async Task WhereSomebodyWhoSaysNothingHasTheSocket_AllGoesOverGrpc()
    {
        await using TestServer server = await StartAsync();
        File.Delete(server.Socket!);
        using var silent = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        silent.Bind(new UnixDomainSocketEndPoint(server.Socket!));
        silent.Listen();
        await using ObjectClient client = await server.ConnectAsync();

        await AssertGrindsAsync(client, bySocket: false);
    }

    [Fact]
    public async Task WhenTheLinkBreaks_TheNextOneUsesTheSocketAgain_AndEachCallRanOnce()
    {
        await using TestServer server = await StartAsync();
        await using ObjectClient client = await server.ConnectAsync();
        IMill mill = await client.GetAsync<IMill>("mill");
        await AssertGrindsAsync(client, bySocket: true);
        Task<double[]>[] calls = [.. Enumerable.Range(0, 8).Select(_ => mill.GrindAsync(Grain))];

        Assert.Single(server.Sessions.All).Link!.Break(new IOException("Cut by the test."));
        double[][] ground = await Task.WhenAll(calls);

        Assert.All(ground, one => Assert.Equal(-Count, one[^1]));
        Assert.True(client.Statistics.UsesLocalSocket);
        Assert.Equal(1, client.Statistics.Reconnects);
    }

    [Fact]
    public async Task WhenTheSocketGoesAway_LargeValuesGoOverGrpc_AndSoDoCallsFromTheNextLinkOn()
    {
        await using TestServer server = await StartAsync();
        await using ObjectClient client = await server.ConnectAsync();
        IMill mill = await client.GetAsync<IMill>("mill");
        File.Delete(server.Socket!);

        await AssertGrindsAsync(client, bySocket: false);
        Assert.Single(server.Sessions.All).Link!.Break(new IOException("Cut by the test."));
        await AssertGrindsAsync(client, bySocket: false);

        Assert.Equal((double[])[-1, -2], await mill.GrindAsync([1, 2]));
        Assert.Equal(1, client.Statistics.Reconnects);
    }

    private static double[] Grain => [.. Enumerable.Range(1, Count).Select(number => (double)number)];

    private static Task<TestServer> StartAsync(bool offer = true, string? key = null) => TestServer.StartAsync(
        share => share.AddObject<IMill>("mill", new Mill()),
        options =>
        {
            options.OfferLocalSocket = offer;
            options.AuthKey = key;
        },
        besidePort: true);

    private static async Task AssertGrindsAsync(ObjectClient client, bool bySocket)
    {
        IMill mill = await client.GetAsync<IMill>("mill");
        double[] ground = await mill.GrindAsync(Grain);
        Assert.Equal(Count, ground.Length);
        Assert.Equal(-Count, ground[^1]);
        Assert.Equal(bySocket, client.Statistics.UsesLocalSocket);
    }
}
