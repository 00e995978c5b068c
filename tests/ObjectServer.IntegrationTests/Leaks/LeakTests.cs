using System.Diagnostics;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.KilledClients;
using Xunit.Abstractions;

namespace ObjectServer.IntegrationTests.Leaks;

/// <summary>Many objects made, passed, nested and dropped by several processes, some of which are killed. Keeps both processors busy.</summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class LeakTests(ITestOutputHelper output)
{
    private const int Objects = 200_000;
    private const int Survivors = 2;
    private const int Victims = 4;
    private const int FamiliesOfAVictim = 1_000;
    private const int FamiliesOfASurvivor = ((Objects / FamilyClient.FamilySize) - (Victims * FamiliesOfAVictim)) / Survivors;

    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task ManyObjects_OfClientsOfWhichSomeAreKilled_LeaveTheServerAsItWas()
    {
        var census = new Census();
        await using TestServer server = await TestServer.StartAsync(
            builder => builder.AddType<INode, Node>("node").AddObject<ICensus>("census", census), socketLink: true);
        census.Objects = server.Objects;
        await using ObjectClient client = await server.ConnectAsync();
        SharedObjectInfo[] atFirst = [.. await client.ListAsync()];
        int countAtFirst = server.Objects.Count;
        long start = Stopwatch.GetTimestamp();

        Task[] living = [.. Enumerable.Range(0, Survivors).Select(number => SurviveAsync(server.Address, $"survivor {number}"))];
        for (int number = 0; number < Victims; number++) await DieAsync(server.Address, $"victim {number}");
        await Task.WhenAll(living);

        await Eventually.EqualAsync(countAtFirst, () => server.Objects.Count);
        await Eventually.EqualAsync(1, () => server.Sessions.Count);
        Assert.Equal(atFirst, await client.ListAsync());
        await Eventually.EqualAsync(Node.Made, CollectAndCountDisposed);
        Assert.True(Node.Made >= Objects, $"{Node.Made} objects were made.");
        output.WriteLine($"{Node.Made} objects in {Stopwatch.GetElapsedTime(start)}");
    }

    private static async Task SurviveAsync(string address, string owner)
    {
        await using var survivor = VictimProcess.Start(FamilyClient.Mode, address, owner, $"{FamiliesOfASurvivor}", FamilyClient.ThenDrop);
        Assert.Equal(FamilyClient.Dropped, await survivor.ReadLineAsync());
        await survivor.WaitForExitAsync();
    }

    private static async Task DieAsync(string address, string owner)
    {
        await using var victim = VictimProcess.Start(FamilyClient.Mode, address, owner, $"{FamiliesOfAVictim}", FamilyClient.ThenGoOn);
        Assert.Equal(FamilyClient.Busy, await victim.ReadLineAsync().WaitAsync(Guard));
        await victim.KillAsync();
    }

    // Those that others may have kept are disposed of when the collector has seen that none does.
    private static int CollectAndCountDisposed()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Node.Disposed;
    }
}
