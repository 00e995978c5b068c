using ObjectServer.Client;

namespace ObjectServer.IntegrationTests.Crowds;

/// <summary>What a crowd holds and waits for.</summary>
internal sealed record CrowdThings(
    ISharedLock[] Locks, ISharedSemaphore Permits, ISharedSemaphore None, ISharedBarrier Barrier, ISharedQueue<int> Items, ISharedQueue<int> Empty)
{
    /// <summary>How many calls wait for a lock.</summary>
    public int WaitingForLocks => Locks.Sum(one => one.GetStateAsync().Result.Waiting);

    public static async Task<CrowdThings> CreateAsync(ObjectClient client, IEnumerable<string> locks, int permits, int parties, int items)
    {
        var things = new CrowdThings(
            await Task.WhenAll(locks.Select(name => client.CreateLockAsync(name))),
            await client.CreateSemaphoreAsync(permits, "permits"),
            await client.CreateSemaphoreAsync(0, "none"),
            await client.CreateBarrierAsync(parties, "barrier"),
            await client.CreateQueueAsync<int>(name: "items"),
            await client.CreateQueueAsync<int>(name: "empty"));
        await things.Items.PutManyAsync([.. Enumerable.Range(0, items)]);
        return things;
    }

    /// <summary>All is there once, in its order, for who comes now.</summary>
    public async Task AssertWholeAsync(TimeSpan guard)
    {
        Assert.Equal((int[])[.. Enumerable.Range(0, Items.Count)], await Items.DrainAsync());
        await Empty.PutManyAsync([1, 2, 3]);
        Assert.Equal((int[])[1, 2, 3], await Empty.GetManyAsync(10));
        Assert.False(None.Acquire(TimeSpan.Zero));
        await Task.WhenAll(Enumerable.Range(0, Barrier.Parties).Select(_ => Barrier.WaitAsync())).WaitAsync(guard);
        var permits = (int)Permits.CurrentCount;
        for (int left = permits; left > 0; left--) Assert.True(Permits.Acquire(TimeSpan.Zero));
        Assert.False(Permits.Acquire(TimeSpan.Zero));
        Permits.Release(permits);
    }
}
