using ObjectServer.Client;

namespace ObjectServer.IntegrationTests.Linearizability;

/// <summary>
/// What many clients see of one object of the library, over links that break all the time, can be explained by their calls having run one after
/// another. The number of calls of each client and the seed can be set: <c>OBJECTSERVER_HISTORY_CALLS</c>, <c>OBJECTSERVER_HISTORY_SEED</c>.
/// </summary>
public sealed partial class LinearizabilityTests
{
    private const int Clients = 5;
    private const int MostBytesPerConnection = 6_000;

    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(3);

    private static int Calls => int.TryParse(Environment.GetEnvironmentVariable("OBJECTSERVER_HISTORY_CALLS"), out int calls) ? calls : 200;

    private static int Seed => int.TryParse(Environment.GetEnvironmentVariable("OBJECTSERVER_HISTORY_SEED"), out int seed) ? seed : 1;

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_value_over_links_that_break(bool unixSocket, bool socketLink)
    {
        await using BrokenLinks links = await BrokenLinks.StartAsync(unixSocket, socketLink, Clients, Seed, MostBytesPerConnection);
        await using ObjectClient first = await links.ConnectAsync();
        await first.CreateValueAsync(0, "value");
        string? fault = await RunAsync(links, new ValueModel(), async (client, random, history, number) =>
        {
            ISharedValue<int> value = await client.GetAsync<ISharedValue<int>>("value");
            await links.BeginAsync();
            long version = 0;
            for (int call = 0; call < Calls; call++)
            {
                int drawn = (number * Calls) + call;
                switch (random.Next(4))
                {
                    case 0:
                        await history.RunAsync(number, ("add", drawn), () => value.AddAsync(drawn));
                        break;
                    case 1:
                        await history.RunAsync(number, ("set", drawn), async () =>
                        {
                            await value.SetAsync(drawn);
                            return 0;
                        });
                        break;
                    case 2:
                        await history.RunAsync(number, ("trySet", drawn, version), () => value.TrySetAsync(drawn, version));
                        break;
                    default:
                        (_, version) = await history.RunAsync(number, "get", async () =>
                        {
                            VersionedValue<int> now = await value.GetVersionedAsync();
                            return (now.Value, now.Version);
                        });
                        break;
                }
            }
        });
        Assert.Null(fault);
        Assert.True(links.Broken > 3, $"Only {links.Broken} connections were broken.");
    }

    private static async Task<string?> RunAsync<TState>(
        BrokenLinks links, ISequentialModel<TState> model, Func<ObjectClient, Random, History, int, Task> work)
        where TState : notnull => LinearizabilityChecker.FindFault((await RecordAsync(links, work)).Operations, model);

    private static async Task<History> RecordAsync(BrokenLinks links, Func<ObjectClient, Random, History, int, Task> work)
    {
        var history = new History();
        await Task.WhenAll(Enumerable.Range(1, Clients).Select(async number =>
        {
            await using ObjectClient client = await links.ConnectBrokenAsync();
            await work(client, new Random(Seed + number), history, number);
        })).WaitAsync(Guard);
        return history;
    }
}
