using System.IO.Pipes;
using System.Text;
using ObjectServer.Client;
using ObjectServer.Serving;

namespace ObjectServer.IntegrationTests.Programs;

public sealed class ShutdownTests
{
    [Theory]
    [InlineData(Signals.Terminate)]
    [InlineData(Signals.Interrupt)]
    public async Task Signal_WhileACallRuns_LetsItFinishAndThenEndsTheServer(int signal)
    {
        using var folder = new TestFolder();
        await using RunningProgram server = RunningProgram.Start(
            ["--no-tcp", "--socket", folder.Socket, "--load", TestProgram.Path, "--drain-seconds", "60"]);
        await server.WaitUntilReadyAsync();
        await using ObjectClient client = await ObjectClient.ConnectAsync($"grpc+unix:{folder.Socket}");
        IPipeWaiter waiter = await client.CreateAsync<IPipeWaiter>();
        await using NamedPipeServerStream pipe = CreatePipe(folder);
        Task<string?> call = waiter.WaitAsync(folder.File("pipe"));
        await pipe.WaitForConnectionAsync().WaitAsync(RunningProgram.Guard);

        server.Send(signal);
        await server.Draining;
        await pipe.WriteAsync(Encoding.UTF8.GetBytes("done\n"));

        Assert.Equal("done", await call.WaitAsync(RunningProgram.Guard));
        (await server.WaitForExitAsync()).AssertExited(ExitCodes.Done);
        Assert.False(File.Exists(folder.Socket));
    }

    [Fact]
    public async Task CtrlC_PressedAgainWhileCallsDrain_EndsTheServerAtOnce()
    {
        using var folder = new TestFolder();
        await using RunningProgram server = RunningProgram.Start(
            ["--no-tcp", "--socket", folder.Socket, "--load", TestProgram.Path, "--drain-seconds", "3600"]);
        await server.WaitUntilReadyAsync();
        await using ObjectClient client = await ObjectClient.ConnectAsync($"grpc+unix:{folder.Socket}");
        IPipeWaiter waiter = await client.CreateAsync<IPipeWaiter>();
        await using NamedPipeServerStream pipe = CreatePipe(folder);
        Task<string?> call = waiter.WaitAsync(folder.File("pipe"));
        await pipe.WaitForConnectionAsync().WaitAsync(RunningProgram.Guard);

        server.Send(Signals.Interrupt);
        await server.Draining;
        server.Send(Signals.Interrupt);

        Assert.NotEqual(ExitCodes.Done, (await server.WaitForExitAsync()).ExitCode);
        await Assert.ThrowsAnyAsync<ObjectServerException>(() => call.WaitAsync(RunningProgram.Guard));
    }

    [Fact]
    public async Task Signal_ToAnIdleServer_EndsItWithoutAnError()
    {
        await using RunningProgram server = RunningProgram.Start(["--url", "http://127.0.0.1:0", "--no-socket"]);
        await server.WaitUntilReadyAsync();

        server.Send(Signals.Terminate);

        ProgramResult result = await server.WaitForExitAsync();
        result.AssertExited(ExitCodes.Done);
        Assert.All(result.Errors, line => Assert.Contains(" INF ", line, StringComparison.Ordinal));
    }

    private static NamedPipeServerStream CreatePipe(TestFolder folder) =>
        new(folder.File("pipe"), PipeDirection.Out, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous);
}
