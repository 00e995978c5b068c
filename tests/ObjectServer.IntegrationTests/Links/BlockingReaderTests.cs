using ObjectServer.Client;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Links;

/// <summary>How many threads of a server wait in lanes.</summary>
public sealed class BlockingReaderTests
{
    private const int Most = 3;

    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Sessions_WithThreadsOfTheirOwn_GiveThemUpWhenThereAreMore_AndLaterOnesHaveThemAgain()
    {
        await using TestServer server = await StartAsync();
        List<ObjectClient> first = await ConnectUntilAllThreadsWaitAsync(server);
        List<ObjectClient> more = await ConnectUntilCrowdedAsync(server);
        Assert.InRange(server.SocketLinks.BlockingReaders, 0, Most);

        foreach (ObjectClient client in first) await UseAsync(client);
        await NoThreadAsync(server);
        await Task.WhenAll([.. first.Select(UseAsync), .. more.Select(UseAsync)]).WaitAsync(Guard);

        foreach (ObjectClient client in first.Concat(more)) await client.DisposeAsync();
        await NoThreadAsync(server);
        List<ObjectClient> later = await ConnectUntilAllThreadsWaitAsync(server);
        await Task.WhenAll(later.Select(UseAsync)).WaitAsync(Guard);
        Assert.Equal(Most, server.SocketLinks.BlockingReaders);
        foreach (ObjectClient client in later) await client.DisposeAsync();
        await NoThreadAsync(server);
    }

    [Fact]
    public async Task Sessions_ThatHaveGivenTheirThreadsUp_HaveThemAgainWhenOthersHaveGone()
    {
        await using TestServer server = await StartAsync();
        List<ObjectClient> first = await ConnectUntilAllThreadsWaitAsync(server);
        List<ObjectClient> more = await ConnectUntilCrowdedAsync(server);
        foreach (ObjectClient client in first) await UseAsync(client);
        await NoThreadAsync(server);

        foreach (ObjectClient client in more) await client.DisposeAsync();
        await Eventually.SoAsync(() => !server.SocketLinks.IsCrowded);
        foreach (ObjectClient client in first) await UseAsync(client);
        await Eventually.EqualAsync(Most, () => server.SocketLinks.BlockingReaders);

        foreach (ObjectClient client in first) await client.DisposeAsync();
        await NoThreadAsync(server);
    }

    [Fact]
    public async Task Connections_ManyAtOnce_NeverTakeMoreThreadsThanThereMayBe()
    {
        await using TestServer server = await StartAsync();

        ObjectClient[] clients = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => server.ConnectAsync())));

        Assert.InRange(server.SocketLinks.BlockingReaders, 0, Most);
        await Task.WhenAll(clients.Select(UseAsync)).WaitAsync(Guard);
        foreach (ObjectClient client in clients) await client.DisposeAsync();
        await NoThreadAsync(server);
    }

    private static Task NoThreadAsync(TestServer server) => Eventually.EqualAsync(0, () => server.SocketLinks.BlockingReaders);

    private static async Task<List<ObjectClient>> ConnectUntilCrowdedAsync(TestServer server)
    {
        using var guard = new CancellationTokenSource(Guard);
        var clients = new List<ObjectClient>();
        while (!server.SocketLinks.IsCrowded)
        {
            guard.Token.ThrowIfCancellationRequested();
            clients.Add(await server.ConnectAsync());
        }

        return clients;
    }

    // A client whose first byte the server had to wait for has no thread, so it takes as many clients as it takes.
    private static async Task<List<ObjectClient>> ConnectUntilAllThreadsWaitAsync(TestServer server)
    {
        using var guard = new CancellationTokenSource(Guard);
        var clients = new List<ObjectClient>();
        while (server.SocketLinks.BlockingReaders < Most)
        {
            guard.Token.ThrowIfCancellationRequested();
            clients.Add(await server.ConnectAsync());
        }

        return clients;
    }

    private static Task<TestServer> StartAsync() => TestServer.StartAsync(
        server => server.AddType<ICalculator, Calculator>(), options => options.BlockingReaders = Most, socketLink: true);

    private static async Task UseAsync(ObjectClient client)
    {
        ICalculator calculator = await client.CreateAsync<ICalculator>().WaitAsync(Guard);
        Assert.Equal(5, await calculator.AddAsync(2, 3).WaitAsync(Guard));
        Assert.Equal(5, await Task.Run(() => calculator.Add(2, 3)).WaitAsync(Guard));
    }
}
