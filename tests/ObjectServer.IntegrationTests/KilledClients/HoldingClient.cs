using ObjectServer.Client;
using ObjectServer.Client.Link;
using ObjectServer.Client.Session;

namespace ObjectServer.IntegrationTests.KilledClients;

/// <summary>A client that holds all that a client can hold, says so, and waits to be killed. A process of its own.</summary>
internal static class HoldingClient
{
    /// <summary>What makes the test program this client; the server's address and the beginning of all keys follow.</summary>
    public const string Mode = "client-that-holds";

    /// <summary>The line that says that it holds everything.</summary>
    public const string Holding = "holding";

    /// <summary>How many calls wait behind the one that hangs.</summary>
    public const int Queued = 300;

    // The first may have been sent for the most part before the second begins; none is ever sent whole.
    private const int Transfers = 2;
    private const int TransferBytes = StallingLane.BytesSent + (8 * 1024 * 1024);

    /// <summary>The last parts of the keys of the objects that nothing but this client keeps.</summary>
    public static IReadOnlyList<string> Unnamed { get; } = ["unnamed", "opened", "busy", "bulk"];

    public static async Task<int> RunAsync(string address, string key)
    {
        ObjectClient client = await ObjectClient.ConnectAsync(address);
        ILedger ledger = await client.GetAsync<ILedger>(Ledger.Name);

        // Objects: a named one, an unnamed one, and one that a member returned.
        IHeld named = await client.CreateAsync<IHeld>([$"{key}/named"], new CreateOptions { Name = $"{key}/named" });
        IHeld unnamed = await client.CreateAsync<IHeld>([$"{key}/unnamed"]);
        IHeld opened = unnamed.Open($"{key}/opened");

        // Calls: one that hangs and many behind it, one that hangs and heeds nothing, one behind whatever the test runs.
        using var never = new CancellationTokenSource();
        IHeld busy = await client.CreateAsync<IHeld>([$"{key}/busy"]);
        IHeld deaf = await client.CreateAsync<IHeld>([$"{key}/deaf"]);
        IHeld shared = await client.GetAsync<IHeld>($"{key}/shared");
        List<Task> calls = [busy.HangAsync(never.Token), deaf.HangOnAsync(), shared.RunAsync()];
        for (int i = 0; i < Queued; i++) calls.Add(busy.RunAsync());
        await ledger.ReachedAsync($"{key}/busy hangs");
        await ledger.ReachedAsync($"{key}/deaf hangs");

        // Values: arguments and a result, each half way.
        var link = new StallingLink(new GrpcLink(LinkAddress.Parse(address)));
        ClientSession slow = await ClientSession.ConnectAsync(() => link, new ObjectClientOptions { UseLocalSocket = false }, address, CancellationToken.None);
        IHeld bulk = await new ObjectRequests(slow).CreateAsync<IHeld>([$"{key}/bulk"], new CreateOptions(), getOrCreate: false, CancellationToken.None);
        calls.Add(bulk.GiveAsync(TransferBytes));
        for (int i = 0; i < Transfers; i++) calls.Add(bulk.TakeAsync(new byte[TransferBytes]));
        await link.StalledAsync();

        // An answer to what was sent last: the server has read all that was sent before, the calls that wait included.
        ledger.Write($"{key} holding");
        if (calls.Find(call => call.IsCompleted && call != calls[2]) is { } ended) await ended;
        await Console.Out.WriteLineAsync(Holding);
        await Task.Delay(Timeout.InfiniteTimeSpan);
        GC.KeepAlive((named, opened));
        return 0;
    }
}
