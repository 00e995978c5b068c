using ObjectServer.Client;

namespace ObjectServer.IntegrationTests.SharedTypes.Locks;

/// <summary>A client that holds something, or waits for it, until it is killed; or that does what is asked, and ends. A process of its own.</summary>
internal static class WaitingClient
{
    /// <summary>What makes the test program this client; the server's address and what it does follow.</summary>
    public const string Mode = "client-that-waits";

    /// <summary>The line that says that it has done what it can.</summary>
    public const string Ready = "ready";

    public static async Task<int> RunAsync(string address, string what)
    {
        ObjectClient client = await ObjectClient.ConnectAsync(address);
        switch (what)
        {
            case "holds":
                await (await client.GetAsync<ISharedLock>("lock")).AcquireAsync();
                await (await client.GetAsync<ISharedReentrantLock>("reentrant")).AcquireAsync();
                break;
            case "waits":
                _ = (await client.GetAsync<ISharedSemaphore>("semaphore")).AcquireAsync();
                _ = (await client.GetAsync<ISharedBarrier>("barrier")).WaitAsync();
                for (int i = 0; i < 10; i++) _ = (await (await ObjectClient.ConnectAsync(address)).GetAsync<ISharedEvent>("event")).WaitAsync();
                break;
            default:
                await TakeAndGiveAsync(client);
                await client.DisposeAsync();
                return 0;
        }

        await Console.Out.WriteLineAsync(Ready);
        await Task.Delay(Timeout.InfiniteTimeSpan);
        return 0;
    }

    private static async Task TakeAndGiveAsync(ObjectClient client)
    {
        if (!(await client.GetAsync<ISharedLock>("lock")).Acquire()) throw new InvalidOperationException("The lock was not free.");
        await using (HeldLock held = await (await client.GetAsync<ISharedReentrantLock>("reentrant")).AcquireAsync())
        {
        }

        if (!(await client.GetAsync<ISharedSemaphore>("semaphore")).Acquire()) throw new InvalidOperationException("The semaphore had no permit.");
        ISharedCondition condition = await client.GetAsync<ISharedCondition>("condition");
        await using (HeldLock held = await condition.Lock.AcquireAsync()) await condition.NotifyAsync(held);
        ISharedEvent set = await client.GetAsync<ISharedEvent>("event");
        if (!await set.WaitAsync()) throw new InvalidOperationException("The event was not set.");
        set.Clear();
        ISharedBarrier barrier = await client.GetAsync<ISharedBarrier>("barrier");
        if (barrier.Parties != 5) throw new InvalidOperationException("The barrier has other parties.");
        barrier.Reset();
    }
}
