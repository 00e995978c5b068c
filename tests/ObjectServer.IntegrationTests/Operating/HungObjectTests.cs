using System.Text.Json;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Programs;

namespace ObjectServer.IntegrationTests.Operating;

/// <summary>An object that hangs: which member runs, for how long, for whom, and who waits.</summary>
public sealed class HungObjectTests : OperatedTests
{
    [Fact]
    public async Task MemberThatHangs_IsSeenInItsObject_WithWhoWaits()
    {
        await using ObjectClient culprit = await ConnectAsync("culprit");
        await using ObjectClient victim = await ConnectAsync("victim");
        IWorkshop hung = await culprit.GetAsync<IWorkshop>("workshop");
        Task hanging = hung.HangAsync();
        await Eventually.EqualAsync(1, () => Workshop.Inside);
        IWorkshop workshop = await victim.GetAsync<IWorkshop>("workshop");
        Task<int> waiting = Task.Run(() => workshop.Count(1));
        await Eventually.EqualAsync(1, () => Server.Objects.All.Single().Gate!.Waiting);

        ProgramResult text = await RunAsync("ls", "--long");
        JsonElement only = Assert.Single(await ListAsync("ls", "--long", "--sort", "running", "--descending"));

        text.AssertExited(0);
        Assert.Matches(@"workshop .+HangAsync for [\d.]+ m?s, \d+ \(culprit\)", text.Output);
        JsonElement running = Assert.Single(only.GetProperty("running").EnumerateArray());
        Assert.Equal(("HangAsync", "culprit"), (running.GetProperty("member").GetString(), running.GetProperty("session").GetProperty("client").GetString()));
        Assert.True(running.GetProperty("ageSeconds").GetDouble() > 0);
        Assert.Equal(1, only.GetProperty("waiting").GetInt32());
        JsonElement queued = Assert.Single(only.GetProperty("waitingCalls").EnumerateArray());
        Assert.Equal(("Count", "victim"), (queued.GetProperty("member").GetString(), queued.GetProperty("session").GetProperty("client").GetString()));
        Assert.Equal(2, only.GetProperty("holders").GetInt32());

        Workshop.LetGo();
        await hanging.WaitAsync(Guard);
        await waiting.WaitAsync(Guard);
        GC.KeepAlive((hung, workshop));
    }

    [Fact]
    public async Task MemberThatHangs_IsSeenInItsSession()
    {
        await using ObjectClient culprit = await ConnectAsync("culprit");
        Task hanging = (await culprit.GetAsync<IWorkshop>("workshop")).HangAsync();
        await Eventually.EqualAsync(1, () => Workshop.Inside);

        ProgramResult all = await RunAsync("sessions");
        ProgramResult one = await RunAsync("sessions", $"{await SessionOfAsync("culprit")}");

        all.AssertExited(0);
        Assert.Matches(@"culprit \(\d+\).+grpc.+workshop\.HangAsync for ", all.Output);
        one.AssertExited(0);
        Assert.Matches(@"HangAsync +workshop +[\d.]+ m?s", one.Output);
        Assert.Contains("1 are under way", one.Output, StringComparison.Ordinal);
        Workshop.LetGo();
        await hanging.WaitAsync(Guard);
    }

    // Quick members run on the thread that reads, and nobody lists them: one that then stays there must still be found.
    [Fact]
    public async Task QuickMemberThatBlocksItsReader_IsSeenInItsSession()
    {
        await using ObjectClient culprit = await ConnectAsync("culprit");
        IWorkshop workshop = await culprit.GetAsync<IWorkshop>("workshop");
        for (int i = 0; i < 1000; i++) workshop.Block(stays: false);
        var blocked = new Thread(() => workshop.Block(stays: true));
        blocked.Start();
        await Eventually.EqualAsync(1, () => Workshop.Inside);

        await Eventually.SoAsync(() => Server.View.ListSessions(new(Search: "culprit")).Entries.Single().PendingCalls is [{ Member: "Block", IsRunning: true }]);

        Workshop.LetGo();
        Assert.True(blocked.Join(Guard));
        await Eventually.SoAsync(() => Server.View.ListSessions(new(Search: "culprit")).Entries.Single().PendingCalls is []);
    }
}
