using ObjectServer.Client;

namespace ObjectServer.IntegrationTests.Crowds;

/// <summary>
/// A process with many sessions that hold locks, permits and items, or wait for them, or stand at a barrier. It says so, and waits to be killed.
/// </summary>
internal static class HoldingCrowdClient
{
    /// <summary>What makes the test program this client; the server's address, the process's number and the number of sessions follow.</summary>
    public const string Mode = "crowd-that-holds";

    /// <summary>How many things there are to do; session number n of a process does the one with the number n modulo this.</summary>
    public const int Kinds = 7;

    private static readonly List<object> Held = [];

    /// <summary>How many sessions of a process do the thing with this number.</summary>
    public static int Count(int kind, int sessions) => (sessions - kind + Kinds - 1) / Kinds;

    /// <summary>Name of the lock that a session holds, or waits for.</summary>
    public static string LockOf(int process, int session) => $"lock-{process}-{session / Kinds}";

    public static async Task<int> RunAsync(string address, int process, int sessions)
    {
        // One after the other: who waits for a lock comes behind its holder.
        for (int session = 0; session < sessions; session++)
        {
            ObjectClient client = await ObjectClient.ConnectAsync(address);
            Held.Add((client, await BeginAsync(client, process, session)));
        }

        await Console.Out.WriteLineAsync(CrowdClient.Busy);
        await Task.Delay(Timeout.InfiniteTimeSpan);
        return 0;
    }

    private static async Task<object> BeginAsync(ObjectClient client, int process, int session)
    {
        switch (session % Kinds)
        {
            case 0:
                string name = LockOf(process, session);
                HeldLock held = await (await client.GetAsync<ISharedLock>(name)).AcquireAsync();
                IJournal journal = held.Guard(await client.GetAsync<IJournal>("journal"));
                journal.Write(name);
                return (held, journal.WriteWhenLetAsync($"{name} late"));
            case 1:
                return (await client.GetAsync<ISharedLock>(LockOf(process, session))).AcquireAsync();
            case 2:
                return await (await client.GetAsync<ISharedSemaphore>("permits")).AcquireAsync();
            case 3:
                return (await client.GetAsync<ISharedSemaphore>("none")).AcquireAsync();
            case 4:
                return (await client.GetAsync<ISharedBarrier>("barrier")).WaitAsync();
            case 5:
                return await (await client.GetAsync<ISharedQueue<int>>("items")).LeaseAsync();
            default:
                return (await client.GetAsync<ISharedQueue<int>>("empty")).GetAsync();
        }
    }
}
