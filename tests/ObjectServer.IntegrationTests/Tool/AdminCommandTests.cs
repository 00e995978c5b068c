using System.Text.Json;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Operating;
using ObjectServer.IntegrationTests.Programs;

namespace ObjectServer.IntegrationTests.Tool;

/// <summary>The commands of administrators that are no listing, who may use them, and how they print.</summary>
public sealed class AdminCommandTests
{
    private const string Key = "the key of the administrators";
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Status_ShowsTheServerInNumbers()
    {
        await using TestServer server = await TestServer.StartAsync(static _ => { }, socketLink: true);
        await using ObjectClient client = await server.ConnectAsync();
        await client.CreateLockAsync("door");

        ProgramResult text = await ToolProgram.RunAsync("status", "--url", server.Address);
        ProgramResult json = await ToolProgram.RunAsync("status", "--json", "--url", server.Address);

        text.AssertExited(0);
        Assert.Matches(@"server +[0-9a-f-]{36}, version \S+, process " + Environment.ProcessId, text.Output);
        Assert.Matches(@"objects +1\n", text.Output);
        JsonElement overview = JsonDocument.Parse(json.Output).RootElement;
        Assert.Equal((2, 1), (overview.GetProperty("sessions").GetInt32(), overview.GetProperty("objects").GetInt32()));
        Assert.False(overview.GetProperty("draining").GetBoolean());
    }

    [Fact]
    public async Task Log_ShowsTheLastLines_AndThoseThatCome()
    {
        await using TestServer server = await TestServer.StartAsync(static _ => { });
        await using (await server.ConnectAsync(new ObjectClientOptions { ClientName = "passing" }))
        {
        }

        await Eventually.SoAsync(() => server.View.Log.Read().Any(static line => line.Text.Contains("of passing ended", StringComparison.Ordinal)));
        ProgramResult last = await ToolProgram.RunAsync("log", "--url", server.Address);
        await using ToolProgram following = ToolProgram.Start(new Dictionary<string, string>(), "log", "--follow", "--json", "--lines", "1", "--url", server.Address);
        Assert.NotNull(await following.ReadLineAsync());
        await using ObjectClient coming = await server.ConnectAsync(new ObjectClientOptions { ClientName = "coming" });
        JsonElement line = JsonDocument.Parse((await following.ReadLineAsync())!).RootElement;
        following.Interrupt();

        last.AssertExited(0);
        Assert.Matches(@"INF Session \S+ of passing at \S+ started\.", last.Output);
        Assert.Equal("Information", line.GetProperty("severity").GetString());
        Assert.Contains("of coming at", line.GetProperty("text").GetString(), StringComparison.Ordinal);
        (await following.EndAsync()).AssertExited(0);
    }

    [Fact]
    public async Task Drain_IsRefusedByAServerThatDoesNotAllowIt()
    {
        await using TestServer server = await TestServer.StartAsync(static _ => { });
        ProgramResult result = await ToolProgram.RunAsync("drain", "--url", server.Address);
        result.AssertExited(4);
        Assert.Contains("--allow-shutdown", Assert.Single(result.Errors), StringComparison.Ordinal);
        Assert.False(server.IsDraining);
    }

    [Fact]
    public async Task Drain_WaitsForWhatIsUnderWay_AndSaysWhenItIsNotDoneInTime()
    {
        var workshop = new Workshop();
        await using TestServer server = await TestServer.StartAsync(builder => builder.AddObject<IWorkshop>("workshop", workshop), options => options.AllowShutdown = true);
        await using ObjectClient client = await server.ConnectAsync();
        Task hanging = (await client.GetAsync<IWorkshop>("workshop")).HangAsync();
        await Eventually.EqualAsync(1, () => workshop.Inside);

        ProgramResult begun = await ToolProgram.RunAsync("drain", "--no-wait", "--limit", "3600", "--url", server.Address);

        Assert.True(server.IsDraining);
        begun.AssertExited(0);
        Assert.Contains("1 calls under way", begun.Output, StringComparison.Ordinal);

        // Nobody else begins anything any more; who administers sees what it still waits for.
        (await ToolProgram.RunAsync("ls", "--url", server.Address)).AssertExited(3);
        ProgramResult sessions = await ToolProgram.RunAsync("sessions", "--url", server.Address);
        sessions.AssertExited(0);
        Assert.Contains("workshop.HangAsync", sessions.Output, StringComparison.Ordinal);
        await using ToolProgram waiting = ToolProgram.Start(new Dictionary<string, string>(), "drain", "--limit", "3600", "--url", server.Address);
        await Eventually.SoAsync(() => server.View.ListSessions(new(Search: "objectserver")).Entries is [{ Pending: 1 }]);
        workshop.LetGo();
        await hanging.WaitAsync(Guard);
        ProgramResult ended = await waiting.EndAsync();
        ended.AssertExited(0);
        Assert.Equal("Nothing is under way any more.", ended.Output.TrimEnd());
    }

    [Fact]
    public async Task Drain_WhoseLimitPasses_HasAnExitCodeOfItsOwn()
    {
        var workshop = new Workshop();
        await using TestServer server = await TestServer.StartAsync(builder => builder.AddObject<IWorkshop>("workshop", workshop), options => options.AllowShutdown = true);
        await using ObjectClient client = await server.ConnectAsync();
        Task hanging = (await client.GetAsync<IWorkshop>("workshop")).HangAsync();
        await Eventually.EqualAsync(1, () => workshop.Inside);

        ProgramResult result = await ToolProgram.RunAsync("drain", "--limit", "0", "--url", server.Address);

        result.AssertExited(7);
        Assert.Contains("1 calls are still under way", Assert.Single(result.Errors), StringComparison.Ordinal);
        workshop.LetGo();
        await hanging.WaitAsync(Guard);
    }

    [Fact]
    public async Task RulesAndKeys_AreHeeded()
    {
        await using TestServer server = await TestServer.StartAsync(
            static builder => builder.Allow(AllowedClients.WithKey("operator"), ObjectPermissions.Administer).Allow(AllowedClients.WithKey("user"), ObjectPermissions.Call),
            static options =>
            {
                options.AuthKeys["operator"] = Key;
                options.AuthKeys["user"] = Key + " for users";
            });
        using var folder = new TestFolder();

        ProgramResult allowed = await RunAsync(server, Private(folder, "operator", Key), "operator", "sessions");
        ProgramResult denied = await RunAsync(server, Private(folder, "user", Key + " for users"), "user", "sessions");
        ProgramResult wrong = await RunAsync(server, Private(folder, "wrong", "another key"), "operator", "locks");
        ProgramResult none = await ToolProgram.RunAsync("status", "--url", server.Address);

        allowed.AssertExited(0);
        Assert.Contains("the key operator", (await RunAsync(server, folder.File("operator"), "operator", "sessions", "--json")).Output, StringComparison.Ordinal);
        denied.AssertExited(4);
        Assert.Contains("administer", Assert.Single(denied.Errors), StringComparison.Ordinal);
        wrong.AssertExited(4);
        Assert.Single(wrong.Errors);
        none.AssertExited(4);
        Assert.DoesNotContain(Key, string.Join('\n', denied.Errors.Concat(wrong.Errors).Concat(none.Errors)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServerThatIsNotThere_IsSaidInOneLine()
    {
        ProgramResult result = await ToolProgram.RunAsync("sessions", "--url", "http://127.0.0.1:1");
        result.AssertExited(3);
        Assert.Contains("--url or --socket", Assert.Single(result.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_FitTheWidth_AndNamesDoNotActOnTheTerminal()
    {
        const int Columns = 80;
        await using TestServer server = await TestServer.StartAsync(static _ => { }, socketLink: true);
        await using ObjectClient client = await server.ConnectAsync(new ObjectClientOptions { ClientName = "a client with a rather long name of its own" });
        await using HeldLock held = await (await client.CreateLockAsync("door\u001b[2J of the long corridor, third floor")).AcquireAsync();
        var environment = new Dictionary<string, string> { ["COLUMNS"] = $"{Columns}" };

        foreach (string command in (string[])["sessions", "locks", "ls"])
        {
            ProgramResult result = await ToolProgram.RunAsync(environment, [command, "--url", server.Address, .. command == "ls" ? (string[])["--long"] : []]);
            result.AssertExited(0);
            Assert.All(result.Output.Split('\n'), static line => Assert.InRange(line.TrimEnd().Length, 0, Columns));
            Assert.DoesNotContain('\u001b', result.Output);
        }

        Assert.Contains("\\u001b", (await ToolProgram.RunAsync("locks", "--url", server.Address)).Output, StringComparison.Ordinal);
    }

    private static Task<ProgramResult> RunAsync(TestServer server, string file, string name, params string[] command) =>
        ToolProgram.RunAsync([.. command, "--url", server.Address, "--auth-key-file", $"{name}={file}"]);

    private static string Private(TestFolder folder, string name, string text)
    {
        string path = folder.Write(name, text);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }
}
