using ObjectServer.IntegrationTests.Programs;

namespace ObjectServer.IntegrationTests.Tool;

/// <summary><c>objectserver serve</c> is the server's program.</summary>
public sealed class ServeCommandTests
{
    [Fact]
    public async Task Serve_StartsAServer_AndEndsWithIt()
    {
        using var folder = new TestFolder();
        string socket = folder.File("server.sock");
        await using ToolProgram server = ToolProgram.Start(new Dictionary<string, string>(), "serve", "--socket", socket, "--url", "none");
        Assert.NotNull(await server.ReadLineAsync());

        (await ToolProgram.RunAsync("create", "SharedValue<int>", "5", "--name", "five", "--socket", socket)).AssertExited(0);
        ProgramResult read = await ToolProgram.RunAsync("get", "five.Value", "--socket", socket);
        server.Terminate();
        ProgramResult ended = await server.EndAsync();

        Assert.Equal("5", read.Output.TrimEnd());
        ended.AssertExited(0);
    }

    [Fact]
    public async Task Serve_WithSettingsThatAreNone_EndsAsTheServerDoes()
    {
        ProgramResult result = await ToolProgram.RunAsync("serve", "--", "--no-such-setting");
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(result.Errors, static line => line.Contains("--no-such-setting", StringComparison.Ordinal));
    }
}
