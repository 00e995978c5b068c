using System.Text.Json;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Programs;

namespace ObjectServer.IntegrationTests.Operating;

/// <summary>A queue that fills: how long it is, who waits for room, and who has items that he does not finish.</summary>
public sealed class FullQueueTests : OperatedTests
{
    [Fact]
    public async Task QueueThatIsFull_ShowsItsLength_WhoWaits_AndWhoHasItems()
    {
        await using ObjectClient producer = await ConnectAsync("producer");
        await using ObjectClient consumer = await ConnectAsync("consumer");
        ISharedQueue<int> jobs = await producer.CreateQueueAsync<int>(3, name: "jobs");
        for (int i = 0; i < 3; i++) Assert.True(jobs.TryPut(i));
        LeasedItem<int> leased = await (await consumer.GetAsync<ISharedQueue<int>>("jobs")).LeaseAsync();
        Task<bool> waiting = jobs.PutAsync(4);
        await Eventually.EqualAsync(1, () => jobs.WaitingPuts);

        ProgramResult text = await RunAsync("locks");
        JsonElement listed = Assert.Single(await ListAsync("locks"));
        ProgramResult objects = await RunAsync("ls", "--long", "jobs");

        text.AssertExited(0);
        Assert.Matches(@"jobs +queue +2 of 3 items +lease: \d+ \(consumer\), [\d.]+ m?s +put: \d+ \(producer\), [\d.]+ m?s", text.Output);
        Assert.Equal(("queue", "2 of 3 items", 1, 1), (listed.GetProperty("nature").GetString(), listed.GetProperty("state").GetString(), listed.GetProperty("holders").GetInt32(), listed.GetProperty("waiters").GetInt32()));
        Assert.Matches(@"jobs +\d+ +SharedQueue \(2 of 3 items\)", objects.Output);
        Assert.Equal(1, (await ListAsync("sessions", "--search", "consumer")).Single().GetProperty("leases").GetInt32());

        await (await consumer.GetAsync<ISharedQueue<int>>("jobs")).AckAsync(leased.Lease);
        Assert.True(await waiting.WaitAsync(Guard));
    }
}
