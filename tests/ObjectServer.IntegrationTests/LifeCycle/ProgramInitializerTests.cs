using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Programs;
using ObjectServer.Serving;

namespace ObjectServer.IntegrationTests.LifeCycle;

/// <summary>The program's own flags for what runs before it listens.</summary>
public sealed class ProgramInitializerTests
{
    [Fact]
    public async Task Initializer_ByFlags_SharesItsObjects()
    {
        using var folder = new TestFolder();
        await using RunningProgram server = RunningProgram.Start(
        [
            "--no-tcp", "--socket", folder.Socket, "--initializer", TestProgram.Path,
            "--initializer-type", typeof(SettingInitializer).FullName!, "--initializer-argument", "one", "--initializer-argument", "two",
        ]);
        await using ObjectClient client = await ObjectClient.ConnectAsync(await server.WaitUntilReadyAsync());

        Assert.Equal("one two", (await client.GetAsync<INote>("arguments")).Text);
        server.Send(Signals.Terminate);
        (await server.WaitForExitAsync()).AssertExited(ExitCodes.Done);
    }

    [Fact]
    public async Task Initializer_ThatFails_EndsTheProgramWithItsStack()
    {
        ProgramResult result = await RunningProgram.RunAsync(
            "--no-tcp", "--initializer", TestProgram.Path, "--initializer-type", typeof(ThrowingConstructorInitializer).FullName!);

        result.AssertExited(ExitCodes.InitializerFailed);
        Assert.StartsWith(
            $"objectserver: The initializer {typeof(ThrowingConstructorInitializer)} failed: System.NotSupportedException: not made",
            result.Errors[0],
            StringComparison.Ordinal);
        Assert.Contains(result.Errors, line => line.Contains(" at ", StringComparison.Ordinal));

        // Nobody waits for the line that parents read.
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Initializer_ThatCannotBeFound_IsNamed()
    {
        (await RunningProgram.RunAsync("--no-tcp", "--initializer", "/nowhere/Some.Objects.dll"))
            .AssertFailed(ExitCodes.LoadFailed, "/nowhere/Some.Objects.dll cannot be loaded: there is no such file.");
        (await RunningProgram.RunAsync("--no-tcp", "--initializer", TestProgram.Path, "--initializer-type", "Some.Type"))
            .AssertFailed(ExitCodes.LoadFailed, $"{TestProgram.Path} has no class Some.Type.");
        (await RunningProgram.RunAsync("--no-tcp", "--initializer", TestProgram.Path, "--initializer-type", typeof(Note).FullName!))
            .AssertFailed(
                ExitCodes.LoadFailed,
                $"{TestProgram.Path}: {typeof(Note)} is no initializer: it does not implement {nameof(IServerInitializer)}.");
        (await RunningProgram.RunAsync("--no-tcp", "--initializer-argument=x"))
            .AssertFailed(ExitCodes.BadSettings, "--initializer-argument: there is no --initializer.");
    }

    [Fact]
    public async Task Initializer_OneOfSeveral_MustBeNamed()
    {
        ProgramResult result = await RunningProgram.RunAsync("--no-tcp", "--initializer", TestProgram.Path);

        result.AssertExited(ExitCodes.LoadFailed);
        string line = Assert.Single(result.Errors);
        Assert.Contains("has several initializers; name one of them by --initializer-type: ", line, StringComparison.Ordinal);
        Assert.Contains(typeof(SharingInitializer).FullName!, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signal_WhileTheInitializerRuns_EndsTheProgramWithZero()
    {
        using var folder = new TestFolder();
        await using RunningProgram server = RunningProgram.Start(
        [
            "--no-tcp", "--socket", folder.Socket, "--initializer", TestProgram.Path,
            "--initializer-type", typeof(UnfinishedInitializer).FullName!, "--initializer-argument", folder.File("process"),
        ]);
        await Eventually.SoAsync(() => File.Exists(folder.File("process")));
        Assert.False(File.Exists(folder.Socket));

        server.Send(Signals.Terminate);

        (await server.WaitForExitAsync()).AssertExited(ExitCodes.Done);
    }
}
