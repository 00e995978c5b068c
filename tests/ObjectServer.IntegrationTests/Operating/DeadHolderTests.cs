using System.Text.Json;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.KilledClients;
using ObjectServer.IntegrationTests.Programs;
using ObjectServer.IntegrationTests.SharedTypes.Locks;

namespace ObjectServer.IntegrationTests.Operating;

/// <summary>A client that died with a lock, over TCP, where nobody can tell death from a broken link: the lock stays its own until its grace is over.</summary>
public sealed class DeadHolderTests : OperatedTests
{
    [Fact]
    public async Task LockOfADeadClient_IsSeenToWaitForIt_AndIsFreeWhenItsSessionIsEnded()
    {
        await using ObjectClient client = await ConnectAsync("waiting");
        ISharedLock door = await client.CreateLockAsync("lock");
        await client.CreateReentrantLockAsync("reentrant");
        await using VictimProcess victim = VictimProcess.Start(WaitingClient.Mode, Server.Address, "holds");
        Assert.Equal(WaitingClient.Ready, await victim.ReadLineAsync());
        await victim.KillAsync();
        await Eventually.EqualAsync(1, () => Server.View.Overview().SessionsAway);
        Task<HeldLock> waiting = door.AcquireAsync();
        await Eventually.SoAsync(() => Server.View.ListLocks(new(Search: "lock")).Entries.Any(one => one is { Name: "lock", Waiters: 1 }));

        ProgramResult text = await RunAsync("locks");
        JsonElement shown = (await ListAsync("locks")).Single(one => one.GetProperty("name").GetString() == "lock");

        text.AssertExited(0);
        Assert.Matches(@"lock +lock .*write: \d+ \(.+, away for [\d.]+ m?s\), [\d.]+ m?s +write: \d+ \(waiting\)", text.Output);
        JsonElement holder = Assert.Single(shown.GetProperty("held").EnumerateArray());
        Assert.True(holder.GetProperty("session").GetProperty("awaySeconds").GetDouble() >= 0);
        Assert.Equal("waiting", Assert.Single(shown.GetProperty("waiting").EnumerateArray()).GetProperty("session").GetProperty("client").GetString());
        JsonElement session = (await ListAsync("sessions", "--sort", "away", "--descending", "--limit", "1")).Single();
        Assert.Equal(2, session.GetProperty("locks").GetInt32());

        (await RunAsync("kick", $"{holder.GetProperty("session").GetProperty("number").GetUInt64()}")).AssertExited(0);

        await using HeldLock held = await waiting.WaitAsync(Guard);
    }

    protected override void Configure(ObjectServerOptions options)
    {
        options.SessionGrace = TimeSpan.FromHours(1);
        options.LockGrace = TimeSpan.FromHours(1);
    }
}
