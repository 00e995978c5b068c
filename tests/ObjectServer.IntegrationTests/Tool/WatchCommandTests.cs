using System.Text.Json;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Operating;
using ObjectServer.IntegrationTests.Programs;

namespace ObjectServer.IntegrationTests.Tool;

/// <summary><c>objectserver watch</c>, the real program against a real server.</summary>
public sealed class WatchCommandTests : ConnectedTests
{
    private static readonly Dictionary<string, string> None = [];

    private readonly Workshop _workshop = new();

    [Fact]
    public async Task Watch_ShowsObjects_EachTimeAnew()
    {
        ProgramResult text = await ToolProgram.RunAsync("watch", "--samples", "2", "--every", "0.1", "--url", Server.Address);
        ProgramResult json = await ToolProgram.RunAsync("watch", "--samples", "2", "--every", "0.1", "--json", "--url", Server.Address);

        text.AssertExited(0);
        Assert.Equal(2, text.Output.Split('\n').Count(static line => line.Contains("workshop", StringComparison.Ordinal)));
        Assert.Contains("calls/s", text.Output, StringComparison.Ordinal);
        string[] lines = json.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.All(lines, static line => Assert.Equal("workshop", JsonDocument.Parse(line).RootElement.GetProperty("objects")[0].GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Watch_OfAnObject_ShowsItsEvents_UntilItIsInterrupted()
    {
        await using ToolProgram tool = ToolProgram.Start(None, "watch", "workshop", "--url", Server.Address);
        await Eventually.SoAsync(() => Server.View.ListSessions(new(Search: "objectserver")).Entries is [{ Subscriptions: 1 }]);
        IWorkshop workshop = await Client.GetAsync<IWorkshop>("workshop");
        workshop.Finish("bolt", 3);
        workshop.Finish("nut\u001b[31m", 4);

        Assert.Matches(@"^\d\d:\d\d:\d\d\.\d{3} Finished bolt, 3$", await tool.ReadLineAsync());
        Assert.Matches(@" Finished nut\\u001b\[31m, 4$", await tool.ReadLineAsync());
        tool.Interrupt();
        (await tool.EndAsync()).AssertExited(0);
    }

    [Fact]
    public async Task Watch_OfAnObject_WritesJson_AndEndsAfterSoMany()
    {
        await using ToolProgram tool = ToolProgram.Start(None, "watch", "workshop", "--json", "--samples", "1", "--url", Server.Address);
        await Eventually.SoAsync(() => Server.View.ListSessions(new(Search: "objectserver")).Entries is [{ Subscriptions: 1 }]);
        (await Client.GetAsync<IWorkshop>("workshop")).Finish("bolt", 3);

        JsonElement raised = JsonDocument.Parse((await tool.ReadLineAsync())!).RootElement;

        Assert.Equal("Finished", raised.GetProperty("event").GetString());
        Assert.Equal("""["bolt",3]""", raised.GetProperty("arguments").GetRawText());
        (await tool.EndAsync()).AssertExited(0);
    }

    [Fact]
    public async Task Watch_OfAnObjectWithoutEvents_SaysSo()
    {
        await Client.CreateLockAsync("door");
        ProgramResult result = await ToolProgram.RunAsync("watch", "door", "--url", Server.Address);
        result.AssertExited(2);
        Assert.Contains("door has no events", Assert.Single(result.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_WhoseSessionIsEnded_SaysThatItWasLost()
    {
        await using ToolProgram tool = ToolProgram.Start(None, "watch", "workshop", "--url", Server.Address);
        await Eventually.SoAsync(() => Server.View.ListSessions(new(Search: "objectserver")).Entries is [{ Subscriptions: 1 }]);
        ulong number = Server.View.ListSessions(new(Search: "objectserver")).Entries.Single().Number;
        (await ToolProgram.RunAsync("kick", $"{number}", "--url", Server.Address)).AssertExited(0);
        (await tool.EndAsync()).AssertExited(3);
    }

    protected override void Share(ObjectServerBuilder server) => server.AddObject<IWorkshop>("workshop", _workshop, ObjectConcurrency.Concurrent);
}
