using System.Text.Json;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Programs;

namespace ObjectServer.IntegrationTests.Operating;

/// <summary>A client that gives nothing back: which session holds how many objects, and of which kind.</summary>
public sealed class LeakingClientTests : OperatedTests
{
    private const int Leaked = 40;

    [Fact]
    public async Task Leak_IsSeenByTheObjectsOfItsSession()
    {
        await using ObjectClient tidy = await ConnectAsync("tidy");
        await using ObjectClient leaking = await ConnectAsync("leaking");
        IWorkshop workshop = await leaking.GetAsync<IWorkshop>("workshop");
        List<IWorkshop> kept = [];
        for (int i = 0; i < Leaked; i++) kept.Add(workshop.Open());

        JsonElement first = (await ListAsync("sessions", "--sort", "objects", "--descending", "--limit", "1")).Single();
        ProgramResult one = await RunAsync("sessions", $"{first.GetProperty("number").GetUInt64()}");

        Assert.Equal("leaking", first.GetProperty("client").GetString());
        Assert.Equal(Leaked + 1, first.GetProperty("objects").GetInt32());
        one.AssertExited(0);
        Assert.Equal(Leaked, one.Output.Split('\n').Count(static line => line.Contains("object ", StringComparison.Ordinal) && line.Contains("Workshop", StringComparison.Ordinal)));
        GC.KeepAlive((workshop, kept));
    }
}
