using System.Diagnostics;
using System.Globalization;
using ObjectServer.Client;

namespace ObjectServer.IntegrationTests.Leaks;

/// <summary>A client that makes families of nodes, passes them about and drops them, many at the same time. A process of its own.</summary>
internal static class FamilyClient
{
    /// <summary>What makes the test program this client; the server's address, the owner of its nodes, how many families, and what then, follow.</summary>
    public const string Mode = "client-with-families";

    /// <summary>Then it sees that nothing is left of them, says <see cref="Dropped"/>, and ends.</summary>
    public const string ThenDrop = "drop";

    /// <summary>Then it says <see cref="Busy"/>, and goes on until it is killed.</summary>
    public const string ThenGoOn = "go-on";

    public const string Dropped = "dropped";
    public const string Busy = "busy";

    /// <summary>How many nodes a family has.</summary>
    public const int FamilySize = 8;

    private const int Workers = 64;
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(40);

    public static async Task<int> RunAsync(string address, string owner, string families, string then)
    {
        ObjectClient client = await ObjectClient.ConnectAsync(address);
        int wanted = int.Parse(families, CultureInfo.InvariantCulture);
        int begun = 0;
        int done = 0;
        var enough = new TaskCompletionSource();
        Task[] working = [.. Enumerable.Range(0, Workers).Select(_ => WorkAsync())];
        await (await Task.WhenAny(enough.Task, Task.WhenAll(working)));
        if (then == ThenGoOn)
        {
            await Console.Out.WriteLineAsync(Busy);
            await Task.WhenAll(working);
        }

        await Task.WhenAll(working);
        await DropAllAsync(client, owner);
        await Console.Out.WriteLineAsync(Dropped);
        await client.DisposeAsync();
        return 0;

        async Task WorkAsync()
        {
            // The last few of each worker are still held when it is killed.
            var held = new Queue<object>();
            while (Interlocked.Increment(ref begun) is var number && (number <= wanted || then == ThenGoOn))
            {
                held.Enqueue(await RaiseAsync(client, owner, number));
                if (held.Count > 3) held.Dequeue();
                if (Interlocked.Increment(ref done) == wanted) enough.TrySetResult();
            }

            // What comes after the last worker may run on from its last step, which then still has all that the worker had.
            held.Clear();
        }
    }

    // What it returns is all that holds the family; some of them give back part of it themselves.
    private static async Task<object> RaiseAsync(ObjectClient client, string owner, int number)
    {
        INode parent = await client.CreateAsync<INode>([owner]);
        INode[] children = await parent.GrowAsync(3);
        Brood brood = await children[0].BreedAsync();
        INode friend = await client.CreateAsync<INode>([owner]);
        await parent.AdoptAsync([.. children, brood.Eldest, .. brood.Others.Values]);
        await friend.AdoptAsync([parent, friend]);
        INode? again = await parent.EldestAsync();
        if (!Equals(again, children[0])) throw new InvalidOperationException("The first child came back as another one.");
        if (number % 3 == 0) return (parent, children, brood, friend, again);

        await friend.ForsakeAsync();
        if (number % 3 == 1) await parent.ForsakeAsync();
        INode[] all = [parent, .. children, again, brood.Eldest, .. brood.Others.Values];
        foreach (INode one in all) await ((IAsyncDisposable)one).DisposeAsync();
        return friend;
    }

    // The session goes on: what goes now has been given back, by the collector's leave.
    private static async Task DropAllAsync(ObjectClient client, string owner)
    {
        ICensus census = await client.GetAsync<ICensus>("census");
        long start = Stopwatch.GetTimestamp();
        while (census.CountOf(owner) is > 0 and var left)
        {
            if (Stopwatch.GetElapsedTime(start) > Guard) throw new TimeoutException($"{left} nodes of {owner} are left.");
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
