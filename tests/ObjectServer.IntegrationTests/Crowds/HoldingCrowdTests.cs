using System.Diagnostics;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.KilledClients;
using ObjectServer.IntegrationTests.Leaks;
using Xunit.Abstractions;

namespace ObjectServer.IntegrationTests.Crowds;

/// <summary>
/// A thousand sessions in twenty processes that hold, and wait for, locks, permits, places at a barrier and items, and are killed all at once. Half of
/// them are at a server that sees that their process has ended, and would wait for an hour else; half at one that can only wait for its grace to be over.
/// </summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class HoldingCrowdTests(ITestOutputHelper output)
{
    private const int Processes = 10;
    private const int Sessions = 50;

    // More at a time only get into each other's way.
    private const int Starting = 3;

    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private static int Locks => Processes * Of(0);

    [Fact]
    [Trait("Conformance", "P-01")]
    public Task What_a_crowd_over_TCP_held_and_waited_for_is_back_when_its_grace_is_over() => RunAsync(Grace, unixSocket: false, Grace);

    [Fact]
    [Trait("Conformance", "P-01")]
    public Task What_a_crowd_of_the_same_machine_held_and_waited_for_is_back_at_once() => RunAsync(TimeSpan.FromHours(1), unixSocket: true, TimeSpan.Zero);

    private async Task RunAsync(TimeSpan grace, bool unixSocket, TimeSpan soonest)
    {
        var journal = new Journal();
        await using TestServer server = await TestServer.StartAsync(
            builder => builder.AddObject<IJournal>("journal", journal),
            options => options.SessionGrace = options.LockGrace = grace,
            unixSocket: unixSocket,
            socketLink: unixSocket);
        await using ObjectClient client = await server.ConnectAsync();
        CrowdThings things = await CrowdThings.CreateAsync(client, LockNames(), permits: Processes * Of(2), parties: (Processes * Of(4)) + 1, items: Processes * Of(5));
        VictimProcess[] victims = await StartAsync(server.Address).WaitAsync(Guard);
        await Eventually.EqualAsync(
            (Processes * Of(3), 0, Processes * Of(4), Processes * Of(5), Processes * Of(6), Locks, Processes * Of(1)),
            () => (things.None.Waiting, things.Permits.CurrentCount, things.Barrier.Waiting, things.Items.Leased, things.Empty.WaitingGets, journal.Waiting, things.WaitingForLocks));
        Assert.Equal((Processes * Sessions) + 1, server.Sessions.Count);
        Assert.Equal(Locks, journal.Entries.Count);

        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(victims.Select(victim => victim.KillAsync())).WaitAsync(Guard);
        HeldLock[] held = await Task.WhenAll(things.Locks.Select(one => one.AcquireAsync())).WaitAsync(Guard);
        TimeSpan passed = Stopwatch.GetElapsedTime(start);
        Assert.True(passed >= soonest, $"Locks passed on after {passed}.");
        await Eventually.EqualAsync(
            (0, Processes * Of(2), 0, 0, Processes * Of(5), 0, 0),
            () => (things.None.Waiting, things.Permits.CurrentCount, things.Barrier.Waiting, things.Items.Leased, things.Items.Count, things.Empty.WaitingGets, journal.Waiting));
        await Eventually.EqualAsync(1, () => server.Sessions.Count);
        output.WriteLine($"{Processes * Sessions} sessions killed: {Locks} locks passed on after {passed}, all sessions gone after {Stopwatch.GetElapsedTime(start)}.");

        // What a dead holder had under way under its lock does not happen any more.
        journal.Let();
        foreach (HeldLock one in held) one.Guard(await client.GetAsync<IJournal>("journal")).Write("after");
        Assert.Equal([.. LockNames().Order(), .. held.Select(static _ => "after")], journal.Entries.Take(Locks).Order().Concat(journal.Entries.Skip(Locks)));
        foreach (HeldLock one in held) await one.DisposeAsync();
        await things.AssertWholeAsync(Guard);
        Assert.Equal(0, server.Sessions.All.Single().Holds.Count);
        foreach (VictimProcess victim in victims) await victim.DisposeAsync();
    }

    private static int Of(int kind) => HoldingCrowdClient.Count(kind, Sessions);

    private static IEnumerable<string> LockNames() =>
        from process in Enumerable.Range(0, Processes)
        from number in Enumerable.Range(0, Of(0))
        select HoldingCrowdClient.LockOf(process, number * HoldingCrowdClient.Kinds);

    private static async Task<VictimProcess[]> StartAsync(string address)
    {
        using var places = new SemaphoreSlim(Starting);
        return await Task.WhenAll(Enumerable.Range(0, Processes).Select(async process =>
        {
            await places.WaitAsync();
            var victim = VictimProcess.Start(HoldingCrowdClient.Mode, address, $"{process}", $"{Sessions}");
            Assert.Equal(CrowdClient.Busy, await victim.ReadLineAsync());
            places.Release();
            return victim;
        }));
    }
}
