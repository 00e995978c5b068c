using ObjectServer.Client;

namespace ObjectServer.IntegrationTests.SharedMemory.Locks;

/// <summary>A client that takes the lock of an array, begins to write, says so, and waits to be killed. A process of its own.</summary>
internal static class LockingClient
{
    /// <summary>What makes the test program this client; the server's address, and whether it maps memory, follow.</summary>
    public const string Mode = "client-that-locks";

    /// <summary>The line that says that it has the lock.</summary>
    public const string Holding = "holding";

    public static async Task<int> RunAsync(string address, bool inPlace)
    {
        ObjectClient client = await ObjectClient.ConnectAsync(address, new ObjectClientOptions { MapSharedMemory = inPlace });
        SharedArray<long> array = await client.GetArrayAsync<long>("numbers");
        LockedArray<long> held = await array.LockAsync();
        SharedBlock<long> block = await held.AcquireAsync(..);
        block.Span.Fill(-1);
        _ = array.LockAsync();
        await Console.Out.WriteLineAsync(Holding);
        await Task.Delay(Timeout.InfiniteTimeSpan);
        return 0;
    }
}
