using System.Diagnostics;
using System.IO.Pipes;
using System.Text;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Programs;
using ObjectServer.Serving;

namespace ObjectServer.IntegrationTests.LifeCycle;

/// <summary>Clients that end a server which they did not start.</summary>
public sealed class ShutdownRequestTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Fact]
    [Trait("Conformance", "P-24")]
    public async Task Shutdown_WithoutPermission_IsRefusedAndTheServerGoesOn()
    {
        await using RunningProgram server = RunningProgram.Start(["--no-socket", "--url", "http://127.0.0.1:0", "--load", TestProgram.Path]);
        await using ObjectClient client = await ObjectClient.ConnectAsync(await server.WaitUntilReadyAsync());

        var thrown = await Assert.ThrowsAsync<AccessDeniedException>(() => client.ShutdownServerAsync().WaitAsync(Guard));

        Assert.Contains("--allow-shutdown", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(3, (await client.CreateAsync<ICalculator>()).Add(1, 2));
        server.Send(Signals.Terminate);
        (await server.WaitForExitAsync()).AssertExited(ExitCodes.Done);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Conformance", "P-24")]
    public async Task Shutdown_WhileACallRuns_LetsItFinishAndEndsTheProgramWithZero(bool socketLink)
    {
        using var folder = new TestFolder();
        await using RunningProgram server = RunningProgram.Start(
            ["--no-tcp", "--socket", folder.Socket, "--load", TestProgram.Path, "--drain-seconds", "60", "--allow-shutdown"]);
        string address = await server.WaitUntilReadyAsync();
        if (!socketLink) address = $"grpc+{address}";
        await using ObjectClient busy = await ObjectClient.ConnectAsync(address);
        await using ObjectClient client = await ObjectClient.ConnectAsync(address);
        IPipeWaiter waiter = await busy.CreateAsync<IPipeWaiter>();
        await using var pipe = new NamedPipeServerStream(folder.File("pipe"), PipeDirection.Out, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous);
        Task<string?> call = waiter.WaitAsync(folder.File("pipe"));
        await pipe.WaitForConnectionAsync().WaitAsync(Guard);

        await client.ShutdownServerAsync().WaitAsync(Guard);

        await Assert.ThrowsAsync<ServerUnavailableException>(() => client.CreateAsync<ICalculator>().WaitAsync(Guard));
        await Assert.ThrowsAsync<ServerUnavailableException>(() => busy.ShutdownServerAsync().WaitAsync(Guard));
        await Assert.ThrowsAsync<ServerUnavailableException>(() => ObjectClient.ConnectAsync(address).WaitAsync(Guard));
        await server.Draining;
        await pipe.WriteAsync(Encoding.UTF8.GetBytes("done\n"));
        Assert.Equal("done", await call.WaitAsync(Guard));
        (await server.WaitForExitAsync()).AssertExited(ExitCodes.Done);
    }

    [Fact]
    [Trait("Conformance", "P-24")]
    public async Task Shutdown_OfALocalServerByAnotherProcess_EndsItWithZero()
    {
        await using LocalServer server = await LocalServer.StartAsync(new LocalServerOptions { Assemblies = [TestProgram.Path] });
        await using ObjectClient client = await server.ConnectAsync();
        IFoo foo = await client.CreateAsync<IFoo>();

        using Process other = Process.Start(TestProgram.Host, ["exec", TestProgram.Path, TestProgram.ShutdownMode, server.Address, server.AuthKey]);
        await other.WaitForExitAsync().WaitAsync(Guard);

        Assert.Equal(0, other.ExitCode);
        Assert.Equal(0, await server.Exited.WaitAsync(Guard));
        await Assert.ThrowsAnyAsync<ObjectServerException>(() => Task.Run(foo.F).WaitAsync(Guard));
        await server.StopAsync().WaitAsync(Guard);
    }

    [Fact]
    public async Task Shutdown_OfALocalServerByTcp_IsForItsStarterAlone()
    {
        await using LocalServer server = await LocalServer.StartAsync(new LocalServerOptions { Address = "http://127.0.0.1:0" });
        await using ObjectClient client = await server.ConnectAsync();

        await Assert.ThrowsAsync<AccessDeniedException>(() => client.ShutdownServerAsync().WaitAsync(Guard));
    }

    [Fact]
    [Trait("Conformance", "P-24")]
    public async Task Disposing_OfAClient_LeavesTheServerRunning()
    {
        using var folder = new TestFolder();
        await using RunningProgram server = RunningProgram.Start(["--no-tcp", "--socket", folder.Socket, "--load", TestProgram.Path, "--allow-shutdown"]);
        string address = await server.WaitUntilReadyAsync();
        for (int i = 0; i < 3; i++)
        {
            await using ObjectClient client = await ObjectClient.ConnectAsync(address);
            ICalculator calculator = await client.GetOrCreateAsync<ICalculator>("counter");
            calculator.Memory++;
            Assert.Equal(i + 1, calculator.Memory);
        }

        await using ObjectClient last = await ObjectClient.ConnectAsync(address);
        await last.ShutdownServerAsync().WaitAsync(Guard);
        (await server.WaitForExitAsync()).AssertExited(ExitCodes.Done);
    }

    [Theory]
    [InlineData("false", true)]
    [InlineData("true", false)]
    public async Task Flag_WithAValue_SaysWhetherClientsMay(string value, bool refused)
    {
        using var folder = new TestFolder();
        await using RunningProgram server = RunningProgram.Start(["--no-tcp", "--allow-shutdown", value, "--socket", folder.Socket]);
        await using ObjectClient client = await ObjectClient.ConnectAsync(await server.WaitUntilReadyAsync());

        Exception? thrown = await Record.ExceptionAsync(() => client.ShutdownServerAsync().WaitAsync(Guard));

        Assert.Equal(refused, thrown is AccessDeniedException);
        if (!refused) (await server.WaitForExitAsync()).AssertExited(ExitCodes.Done);
    }
}
