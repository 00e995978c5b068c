using System.Diagnostics;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.KilledClients;
using ObjectServer.IntegrationTests.Leaks;
using Xunit.Abstractions;

namespace ObjectServer.IntegrationTests.Crowds;

/// <summary>
/// A thousand sessions in twenty processes that are killed all at once, three times. Half of them are at a server that sees that their process
/// has ended, and would wait for an hour else; half at one that can only wait for its grace to be over.
/// </summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class CrowdTests(ITestOutputHelper output)
{
    private const int Clients = 20;
    private const int SessionsOfAClient = 50;
    private const int Rounds = 3;

    // More at a time only get into each other's way.
    private const int Starting = 3;

    // What has arrived of a tenth of the uploads would be more; pools of threads come and go.
    private const long MostMoreBytes = 6 * 1024 * 1024;
    private const int MostMoreHandles = 10;
    private const int MostMoreThreads = 12;

    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Kill_OfAThousandSessions_LeavesTheServersAsTheyWere()
    {
        await using CrowdServer seeing = await CrowdServer.StartAsync(Long);
        await using CrowdServer waiting = await CrowdServer.StartAsync(Short);
        (CrowdServer Server, string Address)[] places =
            [(seeing, seeing.Addresses[1]), (waiting, waiting.Addresses[0]), (seeing, seeing.Addresses[2]), (waiting, waiting.Addresses[0])];
        List<CrowdUse> ofSeeing = [CrowdUse.Of(seeing)];
        List<CrowdUse> ofWaiting = [CrowdUse.Of(waiting)];

        for (int round = 1; round <= Rounds; round++)
        {
            string key = $"round {round}";
            long start = Stopwatch.GetTimestamp();
            VictimProcess[] victims = await StartAsync(key, [.. places.Select(place => place.Address)]).WaitAsync(Guard);
            await AssertBusyAsync(seeing, places, key);
            await AssertBusyAsync(waiting, places, key);
            TimeSpan started = Stopwatch.GetElapsedTime(start);

            start = Stopwatch.GetTimestamp();
            await Task.WhenAll(victims.Select(victim => victim.KillAsync())).WaitAsync(Guard);
            await GoneAsync(seeing, places, key);
            TimeSpan seen = Stopwatch.GetElapsedTime(start);
            await GoneAsync(waiting, places, key);
            TimeSpan waited = Stopwatch.GetElapsedTime(start);
            Assert.True(waited >= Short, $"Sessions were given up after {waited}.");
            foreach (VictimProcess victim in victims) await victim.DisposeAsync();

            ofSeeing.Add(await UseAsync(seeing, ofSeeing));
            ofWaiting.Add(await UseAsync(waiting, ofWaiting));
            output.WriteLine($"{key}: started in {started}, gone after {seen} and {waited}; {ofSeeing[^1]}; {ofWaiting[^1]}");
        }

        Assert.Equal(1, await seeing.StopAsync());
        Assert.Equal(1, await waiting.StopAsync());
    }

    private static async Task<VictimProcess[]> StartAsync(string key, string[] addresses)
    {
        using var places = new SemaphoreSlim(Starting);
        return await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            await places.WaitAsync();
            var victim = VictimProcess.Start([CrowdClient.Mode, key, $"{SessionsOfAClient}", .. addresses]);
            Assert.Equal(CrowdClient.Busy, await victim.ReadLineAsync());
            places.Release();
            return victim;
        }));
    }

    // Of the sessions of all clients, those at this server; and of them those that have begun something of which the ledger knows.
    private static (int Sessions, int Begun) Shares(CrowdServer server, (CrowdServer Server, string Address)[] places)
    {
        int[] own = [.. Enumerable.Range(0, SessionsOfAClient).Where(number => places[number % places.Length].Server == server)];
        return (Clients * own.Length, Clients * own.Count(number => number / places.Length % CrowdClient.Kinds < CrowdClient.Kinds - 1));
    }

    private static async Task AssertBusyAsync(CrowdServer server, (CrowdServer Server, string Address)[] places, string key)
    {
        (int sessions, int begun) = Shares(server, places);
        await server.Ledger.ReachedAsync($"{key} begun", begun).WaitAsync(Guard);
        string[] entries = [$"{key} made", $"{key} begun", $"{key} ended", $"{key} taken", $"{key} disposed"];
        int[] counts = await Task.Run(() => entries.Select(server.Ledger.CountOf).ToArray());
        Assert.Equal([sessions * CrowdClient.ObjectsOfASession, begun, 0, 0, 0], counts);
        Assert.True(server.Handles >= sessions, $"{server.Handles} handles for {sessions} sessions.");
    }

    private static async Task GoneAsync(CrowdServer server, (CrowdServer Server, string Address)[] places, string key)
    {
        (int sessions, int begun) = Shares(server, places);
        await server.Ledger.ReachedAsync($"{key} ended", begun).WaitAsync(Guard);
        await server.Ledger.ReachedAsync($"{key} disposed", sessions * CrowdClient.ObjectsOfASession).WaitAsync(Guard);
        Assert.Equal(0, await Task.Run(() => server.Ledger.CountOf($"{key} taken")));
    }

    private static async Task<CrowdUse> UseAsync(CrowdServer server, List<CrowdUse> before)
    {
        CrowdUse first = before[0];
        try
        {
            await Eventually.SoAsync(() => server.Handles <= first.Handles + MostMoreHandles && server.Threads <= first.Threads + MostMoreThreads);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{CrowdUse.Of(server)} where {first} was before: {server.Open}", e);
        }

        // The first round fills the pools. What a later one has filled them with beyond that goes when they are looked after.
        long bytes = await server.MemoryAsync();
        if (before.Count == 1) return CrowdUse.Of(server) with { Bytes = bytes };
        long most = before.Skip(1).Min(use => use.Bytes) + MostMoreBytes;
        try
        {
            await Eventually.SoAsync(() => (bytes = server.Ledger.MemoryBytes()) <= most);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{bytes} bytes are used, where {string.Join("; ", before)} were before.", e);
        }

        return CrowdUse.Of(server) with { Bytes = bytes };
    }
}
