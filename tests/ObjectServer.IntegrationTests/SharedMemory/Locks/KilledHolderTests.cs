using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.KilledClients;

namespace ObjectServer.IntegrationTests.SharedMemory.Locks;

/// <summary>A process that is killed while it has a lock: over a Unix socket the server sees that, and waits for no grace.</summary>
public sealed class KilledHolderTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Kill_OfTheHolder_PassesTheLockOnAtOnce(bool socketLink, bool inPlace)
    {
        await using TestServer server = await TestServer.StartAsync(
            static _ => { },
            options => (options.SessionGrace, options.LockGrace) = (TimeSpan.FromHours(1), TimeSpan.FromHours(1)),
            unixSocket: true,
            socketLink);
        await using ObjectClient client = await server.ConnectAsync();
        await using SharedArray<long> array = await client.CreateArrayAsync<long>([1000], "numbers");
        await using var victim = VictimProcess.Start(LockingClient.Mode, server.Address, $"{inPlace}");
        Assert.Equal(LockingClient.Holding, await victim.ReadLineAsync());
        Task<LockedArray<long>> next = array.LockAsync();
        await Eventually.EqualAsync(2, () => Assert.Single(server.Memory.Segments).Lock!.Core.Waiting);
        Assert.False(next.IsCompleted);

        await victim.KillAsync();

        await using LockedArray<long> held = await next.WaitAsync(Guard);
        Assert.Equal(2UL, held.Token);
        Assert.Equal(inPlace ? -1 : 0, (await array.ReadAsync(..1))[0]);
        await Eventually.EqualAsync(1, () => server.Sessions.Count);
        Assert.Equal((1, 0, 1), (Assert.Single(server.Memory.Segments).Lock!.Core.Holders, server.Memory.Segments.Single().Lock!.Core.Waiting, server.Sessions.All.Single().Holds.Count));
    }
}
