using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using ObjectServer.Client;

namespace ObjectServer.IntegrationTests.SharedMemory;

/// <summary>
/// A process with a server of its own and shared memory in it; writes the server's id and where an array is, and waits for Ctrl-C: what else it
/// writes is what should not be there.
/// </summary>
internal static class MemoryOwner
{
    /// <summary>What makes the test program this process; the word below follows, or another one.</summary>
    public const string Mode = "owner-of-shared-memory";

    /// <summary>It takes Ctrl-C for a wish to end well, and does not die of it.</summary>
    public const string HeedsInterrupts = "heeds";

    public static async Task<int> RunAsync(bool heedsInterrupts)
    {
        var complaints = new ConcurrentQueue<string>();
        var interrupted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using PosixSignalRegistration? signal = !heedsInterrupts ? null : PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            interrupted.TrySetResult();
        });
        await using (LocalServer server = await LocalServer.StartAsync(new LocalServerOptions
        {
            ServerOutput = line =>
            {
                if (!line.Contains(" INF ", StringComparison.Ordinal)) complaints.Enqueue(line);
            },
        }))
        await using (ObjectClient client = await server.ConnectAsync())
        {
            SharedArray<double> array = await client.CreateArrayAsync<double>([1000], "owned");
            await using SharedArray<double> unnamed = await client.CreateArrayAsync<double>([1000]);
            await array.FillAsync(2);
            await Console.Out.WriteLineAsync(server.ProcessId.ToString(CultureInfo.InvariantCulture));
            await Console.Out.WriteLineAsync((await array.Memory.GetPlaceAsync())!.Path);
            await interrupted.Task;

            // The server still is there, and what it has with it.
            await array.FillAsync(3, 500..);
            await using SharedArray<double> again = await client.GetArrayAsync<double>("owned");
            await Console.Out.WriteLineAsync((await again.ReadAsync(..)).Sum().ToString(CultureInfo.InvariantCulture));
        }

        foreach (string line in complaints) await Console.Out.WriteLineAsync(line);
        return 0;
    }
}
