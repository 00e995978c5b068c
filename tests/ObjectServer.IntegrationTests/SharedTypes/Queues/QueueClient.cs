using ObjectServer.Client;

namespace ObjectServer.IntegrationTests.SharedTypes.Queues;

/// <summary>A client of a queue "numbers" that does one thing with it, says so, and mostly waits to be killed. A process of its own.</summary>
internal static class QueueClient
{
    /// <summary>What makes the test program this client; the server's address, and what it does, follow.</summary>
    public const string Mode = "client-of-a-queue";

    /// <summary>It waits for an item.</summary>
    public const string Gets = "gets";

    /// <summary>It waits for an item on a lease.</summary>
    public const string WaitsToLease = "waits-to-lease";

    /// <summary>It has two items on leases.</summary>
    public const string Leases = "leases";

    /// <summary>It waits for room.</summary>
    public const string Puts = "puts";

    /// <summary>It puts four items, and ends.</summary>
    public const string Fills = "fills";

    /// <summary>It looks at a queue with room for two, in which there are 5 and 6, gets both, and ends.</summary>
    public const string Empties = "empties";

    /// <summary>The line that says that it is about to do it, or has done it.</summary>
    public const string Ready = "ready";

    public static async Task<int> RunAsync(string address, string what)
    {
        ObjectClient client = await ObjectClient.ConnectAsync(address);
        ISharedQueue<int> queue = await client.GetAsync<ISharedQueue<int>>("numbers");
        switch (what)
        {
            case Gets:
                _ = queue.GetAsync();
                break;
            case WaitsToLease:
                _ = queue.LeaseAsync();
                break;
            case Leases:
                await queue.LeaseManyAsync(2);
                break;
            case Puts:
                _ = queue.PutAsync(-1);
                break;
            case Fills:
                await queue.PutManyAsync([0, 1, 2, 3]);
                return 0;
            case Empties:
                return (queue.Count, queue.IsFull, await queue.GetAsync(), await queue.GetAsync(), queue.IsEmpty, queue.TryGet(out _)) == (2, true, 5, 6, true, false) ? 0 : 1;
        }

        await Console.Out.WriteLineAsync(Ready);
        await Task.Delay(Timeout.InfiniteTimeSpan);
        return 0;
    }
}
