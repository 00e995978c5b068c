using ObjectServer.Client;
using ObjectServer.IntegrationTests.Delivery.Faults;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Delivery;

/// <summary>
/// Many clients over links that break all the time, at moments that a seed decides: each call runs once, and in its client's order. The number
/// of calls and the seed can be set: <c>OBJECTSERVER_CHAOS_CALLS</c>, <c>OBJECTSERVER_CHAOS_SEED</c>.
/// </summary>
public sealed class ChaosTests
{
    private const int Clients = 8;
    private const int MostUnderWay = 64;
    private const int MostBytesPerConnection = 300_000;

    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(5);

    private static int Calls => int.TryParse(Environment.GetEnvironmentVariable("OBJECTSERVER_CHAOS_CALLS"), out int calls) ? calls : 200_000;

    private static int Seed => int.TryParse(Environment.GetEnvironmentVariable("OBJECTSERVER_CHAOS_SEED"), out int seed) ? seed : 1;

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Calls_OverLinksThatBreak_EachRunOnceInTheirOrder(bool unixSocket, bool socketLink)
    {
        await using TestServer server = await TestServer.StartAsync(
            builder => builder.AddType<ITally, OrderlyTally>("orderly"),
            options => options.HeartbeatInterval = TimeSpan.FromMilliseconds(400),
            unixSocket,
            socketLink);
        int connection = 0;
        await using FaultyProxy proxy = FaultyProxy.Start(
            server.Address, () => FaultPlan.Of(Seed + Interlocked.Increment(ref connection), MostBytesPerConnection));
        await using ObjectClient watcher = await server.ConnectAsync();
        ITally watched = await watcher.CreateAsync<ITally>([], new CreateOptions { Name = "tally" });

        await Task.WhenAll(Enumerable.Range(1, Clients).Select(client => CountAsync(proxy.Address, client))).WaitAsync(Guard);

        Assert.Empty(watched.Faults);
        Assert.Equal(Calls / Clients * Clients, watched.Count);
        Assert.True(proxy.Broken > 10, $"Only {proxy.Broken} connections were broken.");
        Assert.True(proxy.Replays > 0, "Nothing was played again.");
    }

    private static async Task CountAsync(string address, int client)
    {
        await using ObjectClient connected = await ConnectAsync(address);
        ITally tally = await connected.GetAsync<ITally>("tally");
        var underWay = new Queue<Task<long>>();
        long last = 0;
        for (long number = 1; number <= Calls / Clients; number++)
        {
            if (number % 100 == 0)
            {
                // Behind those that are under way.
                Assert.True(await Task.Run(() => tally.Add(client, number)) > last);
                continue;
            }

            underWay.Enqueue(tally.AddAsync(client, number));
            if (underWay.Count < MostUnderWay) continue;
            long count = await underWay.Dequeue();
            Assert.True(count > last, $"Call {number} of client {client} was counted as {count}, behind {last}.");
            last = count;
        }

        await Task.WhenAll(underWay);
    }

    // The link may break before there is a session.
    private static async Task<ObjectClient> ConnectAsync(string address)
    {
        while (true)
        {
            try
            {
                return await ObjectClient.ConnectAsync(address, new ObjectClientOptions { ConnectTimeout = TimeSpan.FromSeconds(2) });
            }
            catch (ServerUnavailableException)
            {
                // Again, by another one.
            }
        }
    }
}
