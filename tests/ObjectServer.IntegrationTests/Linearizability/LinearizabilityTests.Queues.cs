using ObjectServer.Client;

namespace ObjectServer.IntegrationTests.Linearizability;

/// <content>Queues.</content>
public sealed partial class LinearizabilityTests
{
    private const int Room = 4;

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_queue_over_links_that_break(bool unixSocket, bool socketLink)
    {
        await using BrokenLinks links = await BrokenLinks.StartAsync(unixSocket, socketLink, Seed, MostBytesPerConnection);
        await using ObjectClient first = await links.ConnectAsync();
        await first.CreateQueueAsync<int>(Room, name: "queue");
        string? fault = await RunAsync(links, new QueueModel(Room), async (client, random, history, number) =>
        {
            ISharedQueue<int> queue = await client.GetAsync<ISharedQueue<int>>("queue");
            for (int call = 0; call < Calls; call++)
            {
                int drawn = 2 * ((number * Calls) + call);
                switch (random.Next(5))
                {
                    case 0 or 1:
                        await history.RunAsync(number, ("put", drawn), () => queue.PutAsync(drawn, TimeSpan.Zero));
                        break;
                    case 2:
                        await history.RunAsync(number, ("putTwo", drawn, drawn + 1), () => queue.PutManyAsync([drawn, drawn + 1], TimeSpan.Zero));
                        break;
                    default:
                        await history.RunAsync(number, "get", async () => await queue.TryGetAsync() is (true, var item) ? item : QueueModel.Nothing);
                        break;
                }
            }
        });
        Assert.Null(fault);
        Assert.True(links.Broken > 3, $"Only {links.Broken} connections were broken.");
    }
}
