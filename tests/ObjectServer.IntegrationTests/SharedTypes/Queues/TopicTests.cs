using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.SharedTypes.Queues;

public sealed class TopicTests : ConnectedTests
{
    protected override void Share(ObjectServerBuilder server)
    {
    }

    [Fact]
    public async Task EverySubscriber_GetsEverythingInOneOrder()
    {
        ISharedTopic<string> topic = await Client.CreateTopicAsync<string>(name: "news");
        await using ObjectClient other = await Server.ConnectAsync();
        ISharedTopic<string> theirs = await other.GetAsync<ISharedTopic<string>>("news");
        Task<List<TopicMessage<string>>>[] subscribers = [.. Enumerable.Range(0, 3).Select(_ => ReadAllAsync(theirs))];
        await Eventually.EqualAsync(3, () => topic.Subscribers);

        Assert.Equal(1, topic.Publish("a"));
        Assert.Equal(2, await theirs.PublishAsync("b"));
        Assert.Equal(4, await topic.PublishManyAsync(["c", "d"]));
        await topic.CompleteAsync();

        TopicMessage<string>[] all = [new("a", 1, 0), new("b", 2, 0), new("c", 3, 0), new("d", 4, 0)];
        foreach (List<TopicMessage<string>> got in await Task.WhenAll(subscribers).WaitAsync(Guard)) Assert.Equal(all, got);
        await Eventually.EqualAsync(0, () => topic.Subscribers);
        await Assert.ThrowsAsync<InvalidOperationException>(() => topic.PublishAsync("e"));
    }

    [Fact]
    public async Task ASlowSubscriber_IsToldWhatItMissed()
    {
        ISharedTopic<int> topic = await Client.CreateTopicAsync<int>(4);
        await topic.PublishManyAsync([.. Enumerable.Range(1, 10)]);
        await topic.CompleteAsync();
        TopicMessage<int>[] kept = [new(7, 7, 6), new(8, 8, 0), new(9, 9, 0), new(10, 10, 0)];
        Assert.Equal(kept, await ReadAllAsync(topic, 0));
        Assert.Equal(kept[2..], await ReadAllAsync(topic, 8));
        Assert.Empty(await ReadAllAsync(topic));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => ReadAllAsync(topic, 11));
    }

    [Fact]
    public async Task ASubscription_EndsWithItsReader()
    {
        ISharedTopic<int> topic = await Client.CreateTopicAsync<int>(name: "short");
        await topic.PublishAsync(1);
        await foreach (TopicMessage<int> message in topic.SubscribeAsync(0))
        {
            Assert.Equal((1, 1), (message.Item, topic.Subscribers));
            break;
        }

        await Eventually.EqualAsync(0, () => topic.Subscribers);
        ObjectClient other = await Server.ConnectAsync();
        Task<List<TopicMessage<int>>> reading = ReadAllAsync(await other.GetAsync<ISharedTopic<int>>("short"));
        await Eventually.EqualAsync(1, () => topic.Subscribers);
        await other.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => reading.WaitAsync(Guard));
        await Eventually.EqualAsync(0, () => topic.Subscribers);

        reading = ReadAllAsync(topic);
        await Eventually.EqualAsync(1, () => topic.Subscribers);
        await Client.DeleteAsync("short");
        await Assert.ThrowsAsync<ObjectGoneException>(() => reading.WaitAsync(Guard));
    }

    [Fact]
    public async Task ATopicOfObjects_HoldsWhatItKeeps()
    {
        ISharedTopic<ISharedValue<int>> topic = await Client.CreateTopicAsync<ISharedValue<int>>(1);
        ISharedValue<int> first = await Client.CreateValueAsync(1);
        ISharedValue<int> second = await Client.CreateValueAsync(2);
        ObjectReference gone = Client.ReferenceOf(first);
        await topic.PublishManyAsync([first, second]);
        await Client.ReleaseAsync(first);
        await Client.ReleaseAsync(second);
        await topic.CompleteAsync();
        TopicMessage<ISharedValue<int>> only = Assert.Single(await ReadAllAsync(topic, 0));
        Assert.Equal((2, 1L), (only.Item.Value, only.Missed));
        await Eventually.SoAsync(() => Server.Objects.Find(gone.ObjectId) is null);
    }

    private static async Task<List<TopicMessage<T>>> ReadAllAsync<T>(ISharedTopic<T> topic, long? after = null)
    {
        List<TopicMessage<T>> all = [];
        await foreach (TopicMessage<T> message in topic.SubscribeAsync(after)) all.Add(message);
        return all;
    }
}
