using ObjectServer.Client;

namespace ObjectServer.IntegrationTests.Pools;

/// <summary>A process that has to do with pools.</summary>
internal static class PoolClient
{
    /// <summary>Starts a pool of workers, writes their ids, and ends without a word to the pool.</summary>
    public const string LeavingMode = "client-that-leaves-its-pool";

    /// <summary>Uses the pool of a server, whose address and reference follow, and closes it.</summary>
    public const string ClosingMode = "client-that-closes-a-pool";

    public static async Task<int> LeaveAsync()
    {
        CallerPool<IPooled> pool = await CallerPool.StartAsync(new WorkerPoolOptions<IPooled> { Class = typeof(Pooled) }, workers: 2);
        int[] processes = await Task.WhenAll(pool.ApplyAsync(worker => worker.ProcessAsync()), pool.ApplyAsync(worker => worker.ProcessAsync()));
        await Console.Out.WriteLineAsync(string.Join(' ', processes));
        _ = pool.ApplyAsync(worker => worker.HangAsync(CancellationToken.None));
        return 0;
    }

    public static async Task<int> CloseAsync(string address, string reference)
    {
        await using ObjectClient client = await ObjectClient.ConnectAsync(address);
        IPoolHouse house = client.Attach<IPoolHouse>(ObjectReference.Parse(reference));
        await Console.Out.WriteLineAsync(string.Join(' ', await house.SquareAllAsync([1, 2, 3])));
        await house.CloseAsync();
        return 0;
    }
}
