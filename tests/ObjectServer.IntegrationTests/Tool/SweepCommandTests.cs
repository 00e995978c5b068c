using ObjectServer.Client;
using ObjectServer.IntegrationTests.Programs;
using ObjectServer.IntegrationTests.SharedMemory;

namespace ObjectServer.IntegrationTests.Tool;

/// <summary><c>objectserver sweep</c>, the real program.</summary>
public sealed class SweepCommandTests
{
    [Fact]
    public async Task Sweep_TakesAwayWhatAKilledServerLeft_AndSaysHowMuch()
    {
        using var memory = new MemoryTestFolder();
        using var folder = new TestFolder();
        await using RunningProgram server = RunningProgram.Start(["--no-tcp", "--socket", folder.Socket, "--memory-directory", memory.Path, "--log-level", "warning"]);
        await server.WaitUntilReadyAsync();
        await using ObjectClient client = await ObjectClient.ConnectAsync($"unix:{folder.Socket}", new ObjectClientOptions { ReconnectTimeout = TimeSpan.Zero });
        await using SharedArray<byte> array = await client.CreateArrayAsync<byte>([1024 * 1024], "left");
        var environment = new Dictionary<string, string> { ["OBJECTSERVER_MEMORY_DIRECTORY"] = memory.Path };

        ProgramResult living = await ToolProgram.RunAsync(environment, "sweep");
        Assert.Single(memory.Segments);
        server.Send(Signals.Kill);
        await server.WaitForExitAsync();
        ProgramResult dead = await ToolProgram.RunAsync("sweep", "--directory", memory.Path);
        ProgramResult again = await ToolProgram.RunAsync("sweep", "--json", "--directory", memory.Path);

        Assert.Equal((0, $"Nothing to sweep in {memory.Path}."), (living.ExitCode, living.Output.TrimEnd()));
        Assert.Equal((0, $"Took away 1 segment of 1 dead server in {memory.Path}: 1.0 MiB."), (dead.ExitCode, dead.Output.TrimEnd()));
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("\"segments\": 0", again.Output, StringComparison.Ordinal);
        Assert.Empty(memory.Left);
    }

    [Fact]
    public async Task Sweep_OfADirectoryThatIsNotThere_IsAnError()
    {
        ProgramResult result = await ToolProgram.RunAsync("sweep", "--directory", "/no/such/directory");

        result.AssertExited(2);
        Assert.Contains("/no/such/directory", Assert.Single(result.Errors), StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }
}
