using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.KilledClients;

namespace ObjectServer.IntegrationTests.SharedTypes.Queues;

/// <summary>Clients of a queue in processes of their own, most of which are killed: over a Unix socket the server sees that, and waits for no grace.</summary>
public sealed class KilledQueueClientTests : IAsyncLifetime
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private TestServer _server = null!;
    private ObjectClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(
            static _ => { },
            static options => (options.SessionGrace, options.LockGrace) = (TimeSpan.FromHours(1), TimeSpan.FromHours(1)),
            unixSocket: true,
            socketLink: true);
        _client = await _server.ConnectAsync();
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [Trait("Conformance", "P-02")]
    [InlineData(QueueClient.Gets)]
    [InlineData(QueueClient.WaitsToLease)]
    public async Task Kill_OfWhoWaitsForAnItem_LosesNoItem(string what)
    {
        ISharedQueue<int> queue = await _client.CreateQueueAsync<int>(name: "numbers");
        await using VictimProcess victim = await StartAsync(what);
        await Eventually.EqualAsync(1, () => queue.WaitingGets);

        await victim.KillAsync();

        await Eventually.EqualAsync(0, () => queue.WaitingGets);
        await queue.PutAsync(1);
        Assert.Equal(1, await queue.GetAsync().WaitAsync(Guard));
    }

    [Fact]
    public async Task Kill_OfWhoHasItems_PutsThemBackToTheirPlaces()
    {
        ISharedQueue<int> queue = await _client.CreateQueueAsync<int>(5, name: "numbers");
        await queue.PutManyAsync([1, 2, 3, 4, 5]);
        await using VictimProcess victim = await StartAsync(QueueClient.Leases);
        Assert.Equal((3, 2, true), (queue.Count, queue.Leased, queue.IsFull));

        await victim.KillAsync();

        await Eventually.EqualAsync(5, () => queue.Count);
        Assert.Equal(new LeasedItem<int>(1, 3, 2), await queue.LeaseAsync());
        await Assert.ThrowsAsync<LockLostException>(() => queue.AckAsync(1));
        Assert.Equal((int[])[2, 3, 4, 5], await queue.DrainAsync());
    }

    [Fact]
    public async Task Kill_OfWhoWaitsForRoom_PutsNothing()
    {
        ISharedQueue<int> queue = await _client.CreateQueueAsync<int>(1, name: "numbers");
        await queue.PutAsync(1);
        await using VictimProcess victim = await StartAsync(QueueClient.Puts);
        await Eventually.EqualAsync(1, () => queue.WaitingPuts);

        await victim.KillAsync();

        await Eventually.EqualAsync(0, () => queue.WaitingPuts);
        Assert.Equal((int[])[1], await queue.DrainAsync());
        Assert.True(queue.IsEmpty);
    }

    [Fact]
    [Trait("Conformance", "C-001")]
    [Trait("Conformance", "C-002")]
    [Trait("Conformance", "C-011")]
    [Trait("Conformance", "C-012")]
    public async Task AChild_GetsWhatItsParentPut_AndPutsWhatItsParentGets()
    {
        ISharedQueue<int> queue = await _client.CreateQueueAsync<int>(2, name: "numbers");
        await queue.PutManyAsync([5, 6]);
        await using var emptying = VictimProcess.Start(QueueClient.Mode, _server.Address, QueueClient.Empties);
        await emptying.WaitForExitAsync();
        Assert.Equal((true, false), (queue.IsEmpty, queue.IsFull));
        await queue.TaskDoneAsync(2);
        Assert.True(await queue.JoinAsync(TimeSpan.Zero));

        await using var filling = VictimProcess.Start(QueueClient.Mode, _server.Address, QueueClient.Fills);
        for (int i = 0; i < 4; i++) Assert.Equal(i, await queue.GetAsync().WaitAsync(Guard));
        await filling.WaitForExitAsync();
        Assert.False(queue.TryGet(out _));
    }

    private async Task<VictimProcess> StartAsync(string what)
    {
        var victim = VictimProcess.Start(QueueClient.Mode, _server.Address, what);
        Assert.Equal(QueueClient.Ready, await victim.ReadLineAsync());
        return victim;
    }
}
