using System.Diagnostics;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Contracts;

namespace ObjectServer.IntegrationTests.Programs;

public sealed class LocalServerTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private static LocalServerOptions Options => new() { Assemblies = [typeof(Calculator).Assembly.Location] };

    [Fact]
    public async Task Server_OfOnesOwn_CreatesObjectsOfALoadedAssembly()
    {
        await using LocalServer server = await LocalServer.StartAsync(Options);
        await using ObjectClient client = await server.ConnectAsync();

        ICalculator calculator = await client.CreateAsync<ICalculator>(["pocket", 5]);

        Assert.Equal(5, calculator.Memory);
        Assert.Equal("the pocket", await calculator.DescribeAsync("the"));
    }

    [Fact]
    public async Task Stop_OfAServer_TakesProcessAndFolderAway()
    {
        await using LocalServer server = await LocalServer.StartAsync(Options);
        using Process process = Process.GetProcessById(server.ProcessId);
        string folder = Path.GetDirectoryName(server.Address["unix:".Length..])!;
        Assert.True(Directory.Exists(folder));

        await server.StopAsync().WaitAsync(Guard);

        Assert.True(process.HasExited);
        Assert.Equal(0, await server.Exited);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Socket_OfAServer_IsItsUsersAlone()
    {
        await using LocalServer server = await LocalServer.StartAsync(Options);
        string socket = server.Address["unix:".Length..];

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(socket));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(socket)!));
    }

    [Fact]
    public async Task Servers_TwoAtATime_AreApart()
    {
        LocalServer[] servers = await Task.WhenAll(LocalServer.StartAsync(Options), LocalServer.StartAsync(Options));
        await using LocalServer first = servers[0];
        await using LocalServer second = servers[1];
        await using ObjectClient toFirst = await first.ConnectAsync();
        await using ObjectClient toSecond = await second.ConnectAsync();

        await toFirst.CreateAsync<ICalculator>(options: new CreateOptions { Name = "one" });

        Assert.Single(await toFirst.ListAsync());
        Assert.Empty(await toSecond.ListAsync());
    }

    [Fact]
    public async Task Interrupt_OfTheTerminal_LeavesTheServerRunning()
    {
        await using LocalServer server = await LocalServer.StartAsync(Options);
        await using ObjectClient client = await server.ConnectAsync();
        ICalculator calculator = await client.CreateAsync<ICalculator>(["pocket", 5]);

        Signals.Send(server.ProcessId, Signals.Interrupt);
        Signals.Send(server.ProcessId, Signals.HangUp);

        // Signals are handled on a thread of the server: the first call may be faster than they are, a stop shows the outcome.
        Assert.Equal(5, calculator.Memory);
        for (int i = 0; i < 200; i++) Assert.Equal(i, await calculator.AddAsync(i, 0));
        await using ObjectClient later = await server.ConnectAsync();
        Assert.False(server.Exited.IsCompleted);
    }

    [Fact]
    public async Task Start_OfAServerThatEndsEarly_SaysWhatItWrote()
    {
        var options = new LocalServerOptions { Assemblies = ["/nowhere/Some.Objects.dll"] };

        var thrown = await Assert.ThrowsAsync<ServerUnavailableException>(() => LocalServer.StartAsync(options).WaitAsync(Guard));

        Assert.Contains("exit code 4", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("objectserver: /nowhere/Some.Objects.dll cannot be loaded: there is no such file.", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithoutTheProgram_SaysWhereItWasLookedFor()
    {
        var options = new LocalServerOptions { ServerPath = "/nowhere/ObjectServer.dll" };

        var thrown = await Assert.ThrowsAsync<ServerUnavailableException>(() => LocalServer.StartAsync(options));

        Assert.Contains("/nowhere/ObjectServer.dll", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OfAServerThatIsNeverReady_EndsItAfterTheLimit()
    {
        LocalServerOptions options = Options;
        options.ServerPath = "/bin/cat";
        options.StartTimeout = TimeSpan.FromMilliseconds(1);

        var thrown = await Assert.ThrowsAsync<ServerUnavailableException>(() => LocalServer.StartAsync(options).WaitAsync(Guard));

        Assert.Matches("not ready within|before it was ready", thrown.Message);
    }

    [Fact]
    public async Task Server_ThatIsKilled_CompletesExitedAndRefusesClients()
    {
        await using LocalServer server = await LocalServer.StartAsync(Options);

        Signals.Send(server.ProcessId, Signals.Kill);
        await server.Exited.WaitAsync(Guard);

        await Assert.ThrowsAsync<ServerUnavailableException>(() => server.ConnectAsync());
    }

    [Fact]
    public async Task Output_OfAServer_ReachesTheCallback()
    {
        var drained = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        LocalServerOptions options = Options;
        options.ServerOutput = line =>
        {
            if (line.Contains("Shutting down", StringComparison.Ordinal)) drained.TrySetResult();
        };
        await using LocalServer server = await LocalServer.StartAsync(options);

        await server.StopAsync();

        await drained.Task.WaitAsync(Guard);
    }

    [Fact]
    [Trait("Conformance", "P-09")]
    public async Task Parent_ThatIsKilled_TakesTheServerWithIt()
    {
        using Process parent = Process.Start(new ProcessStartInfo(TestProgram.Host, ["exec", TestProgram.Path, TestProgram.ParentMode])
        {
            RedirectStandardOutput = true,
        })!;
        using Process server = await ReadProcessAsync(parent.StandardOutput);
        using Process sibling = await ReadProcessAsync(parent.StandardOutput);
        string folder = (await parent.StandardOutput.ReadLineAsync().WaitAsync(Guard))!;

        parent.Kill();
        await parent.WaitForExitAsync().WaitAsync(Guard);

        // The other program that the parent has started does not hold the pipe open, though it lives on.
        await server.WaitForExitAsync().WaitAsync(Guard);
        Assert.False(sibling.HasExited);
        Assert.False(Directory.Exists(folder));
        sibling.Kill();
    }

    private static async Task<Process> ReadProcessAsync(StreamReader output) =>
        Process.GetProcessById(int.Parse((await output.ReadLineAsync().WaitAsync(Guard))!, null));
}
