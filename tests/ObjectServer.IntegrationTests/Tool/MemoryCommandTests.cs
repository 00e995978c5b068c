using System.Text.Json;
using System.Xml.Linq;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Programs;
using ObjectServer.IntegrationTests.SharedMemory;

namespace ObjectServer.IntegrationTests.Tool;

/// <summary><c>objectserver memory</c>, the real program against a real server.</summary>
public sealed class MemoryCommandTests
{
    private const string Key = "the key of the tool's tests";

    [Fact]
    public async Task Memory_ShowsProcessesSegmentsAndObjects()
    {
        await using TestServer server = await StartAsync();
        await using ObjectClient client = await server.ConnectAsync(new ObjectClientOptions { ClientName = "cruncher" });
        await using SharedArray<double> grid = await client.CreateArrayAsync<double>([1000, 1000], "grid");
        await using SharedArray<int> unnamed = await client.CreateArrayAsync<int>([256]);
        IHoarder hoarder = await client.CreateAsync<IHoarder>();

        ProgramResult result = await ToolProgram.RunAsync("memory", "--url", server.Address);

        result.AssertExited(0);
        Assert.Empty(result.Errors);
        Assert.Matches($@"server +{Environment.ProcessId} +[\d.]+ [MG]iB", result.Output);
        Assert.Matches(@"grid +\d+ +<f8\[1000, 1000\] +7\.6 MiB +1 +cruncher \(\d+\)", result.Output);
        Assert.Matches(@"– +\d+ +<i4\[256\] +1\.0 KiB +1 +cruncher", result.Output);
        Assert.Contains("All segments: 7.6 MiB.", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"memory +ObjectServer\.ISharedMemory +2", result.Output);
        Assert.Matches(@"hoarder +\S+IHoarder +1", result.Output);

        // Who looks is not what was to be seen.
        Assert.DoesNotContain("objectserver ", result.Output, StringComparison.Ordinal);
        GC.KeepAlive(hoarder);
    }

    [Fact]
    public async Task Memory_AsJson_IsTheReport()
    {
        await using TestServer server = await StartAsync();
        await using ObjectClient client = await server.ConnectAsync();
        await using SharedArray<double> grid = await client.CreateArrayAsync<double>([10], "grid");

        ProgramResult result = await ToolProgram.RunAsync("memory", "--json", "--socket", server.Address["unix:".Length..]);

        result.AssertExited(0);
        MemoryReport report = JsonSerializer.Deserialize<MemoryReport>(result.Output, JsonSerializerOptions.Web)!;
        Assert.Equal(("grid", 80), Assert.Single(report.Segments.Select(segment => (segment.Name, segment.Bytes))));
        Assert.Equal(Environment.ProcessId, Assert.Single(report.Processes).Id);
    }

    [Fact]
    public async Task Watch_WritesALineForEachSample_AndAPlot()
    {
        using var folder = new TestFolder();
        await using TestServer server = await StartAsync();
        await using ObjectClient client = await server.ConnectAsync();
        await using SharedArray<double> grid = await client.CreateArrayAsync<double>([1000, 1000], "grid");

        ProgramResult result = await ToolProgram.RunAsync(
            "memory", "--url", server.Address, "--watch", "0.02", "--samples", "5", "--svg", folder.File("memory.svg"));

        result.AssertExited(0);
        Assert.Equal(5, result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        XElement plot = XElement.Load(folder.File("memory.svg"));
        Assert.Equal("svg", plot.Name.LocalName);
        Assert.Equal(OperatingSystem.IsLinux() ? ["curve rss", "curve pss", "curve segments"] : ["curve rss", "curve segments"], Elements(plot, "path").Select(path => path.Attribute("class")!.Value));
        Assert.All(Elements(plot, "path"), path => Assert.Equal(5, path.Attribute("d")!.Value.Split('L').Length));
        string[] texts = [.. Elements(plot, "text").Select(text => text.Value)];
        Assert.Contains("time, seconds", texts);

        // By how much the process of the tests has by then.
        Assert.Contains(texts, static text => text is "MiB" or "GiB");
        Assert.Contains("shared memory, last 7.6 MiB", texts);
        Assert.Contains("0", texts);

        // Nothing that would be fetched from elsewhere.
        Assert.DoesNotContain(plot.DescendantsAndSelf().Attributes(), attribute => attribute.Name.LocalName is "href" or "src");
    }

    [Fact]
    public async Task Watch_ThatIsInterrupted_StillWritesItsPlot()
    {
        using var folder = new TestFolder();
        await using TestServer server = await StartAsync();
        await using ToolProgram tool = ToolProgram.Start(
            new Dictionary<string, string>(), "memory", "--url", server.Address, "--watch", "0.02", "--json", "--svg", folder.File("memory.svg"));
        string? first = await tool.ReadLineAsync();

        tool.Interrupt();
        ProgramResult result = await tool.EndAsync();

        result.AssertExited(0);
        Assert.Contains("\"isServer\":true", first, StringComparison.Ordinal);
        Assert.NotEmpty(Elements(XElement.Load(folder.File("memory.svg")), "path"));
    }

    [Fact]
    public async Task Watch_WhoseServerEnds_WritesItsPlotAndFails()
    {
        using var folder = new TestFolder();
        await using TestServer server = await StartAsync();
        await using ToolProgram tool = ToolProgram.Start(
            new Dictionary<string, string>(), "memory", "--url", server.Address, "--watch", "0.02", "--svg", folder.File("memory.svg"));
        await tool.ReadLineAsync();

        await server.StopAsync();
        ProgramResult result = await tool.EndAsync();

        result.AssertExited(3);
        Assert.Single(result.Errors);
        Assert.NotEmpty(Elements(XElement.Load(folder.File("memory.svg")), "path"));
    }

    [Fact]
    public async Task Key_ComesByTheEnvironmentOrAFile_AndIsNeverShown()
    {
        using var folder = new TestFolder();
        string file = folder.Write("key", Key);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead);
        await using TestServer server = await StartAsync(options =>
        {
            options.AuthKey = Key;
            options.AuthKeys["operator"] = Key;
        });
        var environment = new Dictionary<string, string> { ["OBJECTSERVER_AUTH_KEY"] = Key, ["OBJECTSERVER_URL"] = server.Address };

        (await ToolProgram.RunAsync(environment, "memory")).AssertExited(0);
        (await ToolProgram.RunAsync("memory", "--url", server.Address, "--auth-key-file", file)).AssertExited(0);
        (await ToolProgram.RunAsync("memory", "--url", server.Address, "--auth-key-file", $"operator={file}")).AssertExited(0);
        ProgramResult wrong = await ToolProgram.RunAsync(new Dictionary<string, string> { ["OBJECTSERVER_AUTH_KEY"] = Key + "!" }, "memory", "--url", server.Address);
        ProgramResult none = await ToolProgram.RunAsync("memory", "--url", server.Address);

        AssertFailed(wrong, 4, "key");
        AssertFailed(none, 4, "key");
        Assert.DoesNotContain(Key, $"{wrong}{none}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeyFileThatOthersMayRead_IsRefused()
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new TestFolder();
        string file = folder.Write("key", Key);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        AssertFailed(await ToolProgram.RunAsync("memory", "--socket", folder.Socket, "--auth-key-file", file), 2, "chmod 600");
    }

    [Fact]
    public async Task ServerThatIsNotThere_IsSaidInOneLine()
    {
        using var folder = new TestFolder();

        AssertFailed(await ToolProgram.RunAsync("memory", "--socket", folder.Socket), 3, "--url or --socket");
    }

    [Fact]
    public async Task RulesThatDoNotAllowIt_AreSaid()
    {
        await using TestServer server = await TestServer.StartAsync(
            builder => builder.Allow(AllowedClients.Anybody, ObjectPermissions.Call), socketLink: true);

        AssertFailed(await ToolProgram.RunAsync("memory", "--url", server.Address), 4, "administer");
    }

    [Theory]
    [InlineData("--svg is of no use without --watch", "memory", "--svg", "plot.svg")]
    [InlineData("--samples is of no use without --watch", "memory", "--samples", "3")]
    [InlineData("--watch: 0 is not", "memory", "--watch", "0")]
    [InlineData("--watch: soon is not", "memory", "--watch", "soon")]
    [InlineData("--samples: 10001 is not", "memory", "--watch", "1", "--samples", "10001")]
    [InlineData("no such folder", "memory", "--watch", "1", "--svg", "/no such folder/plot.svg")]
    [InlineData("--url and --socket", "memory", "--url", "http://127.0.0.1:1", "--socket", "/tmp/none.sock")]
    [InlineData("ftp://here", "memory", "--url", "ftp://here")]
    [InlineData("forget", "forget")]
    public async Task WrongCommandLine_IsSaidInOneLine(string why, params string[] arguments) =>
        AssertFailed(await ToolProgram.RunAsync(arguments), 2, why);

    [Fact]
    public async Task Help_HasTheCommandsAndTheExitCodes()
    {
        ProgramResult help = await ToolProgram.RunAsync("--help");

        help.AssertExited(0);
        Assert.Contains("3 no server answers", help.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Matches(@"(?m)^ +memory +Shows", help.Output);
        Assert.Matches(@"(?m)^ +sweep +Takes", help.Output);
    }

    private static IEnumerable<XElement> Elements(XElement plot, string name) => plot.Descendants().Where(element => element.Name.LocalName == name);

    private static void AssertFailed(ProgramResult result, int exitCode, string why)
    {
        result.AssertExited(exitCode);
        string line = Assert.Single(result.Errors);
        Assert.StartsWith("objectserver: ", line, StringComparison.Ordinal);
        Assert.Contains(why, line, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    private static Task<TestServer> StartAsync(Action<ObjectServerOptions>? configure = null) =>
        TestServer.StartAsync(builder => builder.AddType<IHoarder, Hoarder>("hoarder"), configure, socketLink: true);
}
