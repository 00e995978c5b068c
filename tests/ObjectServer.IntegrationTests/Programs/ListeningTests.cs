using System.Net;
using System.Net.Sockets;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.Memory;
using ObjectServer.Serving;

namespace ObjectServer.IntegrationTests.Programs;

public sealed class ListeningTests
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task ReadyLine_OfAServer_SaysWhereClientsReachIt()
    {
        using var folder = new TestFolder();
        await using RunningProgram server = RunningProgram.Start(
            ["--url", "http://127.0.0.1:0", "--url", "http://[::1]:0", "--socket", folder.Socket, "--load", TestProgram.Path]);

        string[] addresses = (await server.WaitUntilReadyAsync()).Split(' ');

        Assert.Equal(3, addresses.Length);
        Assert.Equal($"unix:{folder.Socket}", addresses[2]);
        foreach (string address in addresses)
        {
            await using ObjectClient client = await ObjectClient.ConnectAsync(address.Replace("unix:", "grpc+unix:", StringComparison.Ordinal));
            Assert.Equal(7, (await client.CreateAsync<ICalculator>()).Add(3, 4));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("none")]
    [InlineData("http://lab.example:5080")]
    public async Task References_OfAServersObjects_BringTheAddressThatItAdvertises(string? advertised)
    {
        using var folder = new TestFolder();
        string[] flags = advertised is null ? [] : ["--advertise", advertised];
        await using RunningProgram server = RunningProgram.Start(
            ["--url", "http://127.0.0.1:0", "--socket", folder.Socket, "--load", TestProgram.Path, .. flags]);
        string first = (await server.WaitUntilReadyAsync()).Split(' ')[0];
        await using ObjectClient client = await ObjectClient.ConnectAsync($"unix:{folder.Socket}");

        ObjectReference reference = client.ReferenceOf(await client.CreateAsync<ICalculator>());

        Assert.Equal(advertised switch { null => first, "none" => null, _ => advertised }, reference.Address);
    }

    [Fact]
    public async Task Socket_WithoutAPath_IsInTheUsersRuntimeFolder()
    {
        using var folder = new TestFolder();
        await using RunningProgram server = RunningProgram.Start(["--no-tcp"], new Dictionary<string, string> { ["XDG_RUNTIME_DIR"] = folder.Path });

        Assert.Equal($"unix:{folder.File("objectserver.sock")}", await server.WaitUntilReadyAsync());
    }

    [Fact]
    public async Task Socket_WithoutARuntimeFolder_IsInAPrivateTemporaryFolder()
    {
        using var folder = new TestFolder();
        await using RunningProgram server = RunningProgram.Start(
            ["--no-tcp"], new Dictionary<string, string> { ["XDG_RUNTIME_DIR"] = "", ["TMPDIR"] = folder.Path });

        string socket = (await server.WaitUntilReadyAsync())["unix:".Length..];

        Assert.StartsWith(folder.Path, socket, StringComparison.Ordinal);
        Assert.Equal(Owner, File.GetUnixFileMode(socket));
        Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(socket)!));
    }

    [Fact]
    public async Task Socket_InATemporaryFolderThatOthersMayEnter_IsRefused()
    {
        using var folder = new TestFolder();
        var environment = new Dictionary<string, string> { ["XDG_RUNTIME_DIR"] = "", ["TMPDIR"] = folder.Path };
        string ours = folder.File($"objectserver-{FileStatus.User}");
        Directory.CreateDirectory(ours);
        File.SetUnixFileMode(ours, Owner | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
        await using RunningProgram server = RunningProgram.Start(["--no-tcp"], environment);

        (await server.WaitForExitAsync()).AssertFailed(
            ExitCodes.BadSettings, $"{ours} is not private to this user; remove it, or give another path by --socket.");
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [Trait("Conformance", "C-114")]
    public async Task Start_OnAPortInUse_NamesIt(string address)
    {
        using var taken = new TcpListener(IPAddress.Parse(address), 0);
        taken.Start();

        ProgramResult result = await RunningProgram.RunAsync("--url", $"http://{taken.LocalEndpoint}", "--no-socket");

        result.AssertFailed(ExitCodes.AddressInUse, $"Failed to bind to address http://{taken.LocalEndpoint}: address already in use.");
    }

    [Fact]
    [Trait("Conformance", "C-114")]
    public async Task Start_OnASocketInUse_NamesItAndLeavesItAlone()
    {
        using var folder = new TestFolder();
        await using RunningProgram first = RunningProgram.Start(["--no-tcp", "--socket", folder.Socket]);
        await first.WaitUntilReadyAsync();

        ProgramResult second = await RunningProgram.RunAsync("--no-tcp", "--socket", folder.Socket);

        second.AssertFailed(ExitCodes.AddressInUse, $"unix:{folder.Socket} is in use by another server.");
        await using ObjectClient client = await ObjectClient.ConnectAsync($"grpc+unix:{folder.Socket}");
        Assert.Empty(await client.ListAsync());
    }

    [Fact]
    public async Task Start_OnASocketThatAnotherServerIsTaking_NamesIt()
    {
        using var folder = new TestFolder();
        await using var other = new FileStream(folder.Socket + ".lock", FileMode.Create, FileAccess.Write, FileShare.None);

        ProgramResult result = await RunningProgram.RunAsync("--no-tcp", "--socket", folder.Socket);

        result.AssertFailed(ExitCodes.AddressInUse, $"unix:{folder.Socket} is just being taken by another server.");
    }

    [Fact]
    public async Task Start_OnTheSocketOfADeadServer_ReplacesIt()
    {
        using var folder = new TestFolder();
        await using (RunningProgram first = RunningProgram.Start(["--no-tcp", "--socket", folder.Socket]))
        {
            await first.WaitUntilReadyAsync();
            first.Send(Signals.Kill);
            await first.WaitForExitAsync();
        }

        Assert.True(File.Exists(folder.Socket));
        await using RunningProgram second = RunningProgram.Start(["--no-tcp", "--socket", folder.Socket]);

        Assert.Equal($"unix:{folder.Socket}", await second.WaitUntilReadyAsync());
        Assert.Equal([folder.Socket], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task Start_OnAFileThatIsNoSocket_LeavesItAlone()
    {
        using var folder = new TestFolder();
        string file = folder.Write("notes", "mine");

        ProgramResult result = await RunningProgram.RunAsync("--no-tcp", "--socket", file);

        result.AssertFailed(ExitCodes.BadSettings, $"unix:{file} cannot be created: a file that is no socket is there.");
        Assert.Equal("mine", await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task Start_OnAddressesThatOthersReach_IsRefused()
    {
        ProgramResult result = await RunningProgram.RunAsync("--url", "http://0.0.0.0:5080", "--url", "https://127.0.0.1:5080", "--no-socket");

        result.AssertFailed(
            ExitCodes.BadSettings,
            "--url: http://0.0.0.0:5080 is refused: other machines can reach it, so it needs TLS (https:// and --tls-certificate; or, on a "
            + "network that is private anyway, --insecure-plaintext), and a key (--auth-key-file or OBJECTSERVER_AUTH_KEY) or client "
            + "certificates (--client-ca).",
            "--url: https://127.0.0.1:5080 is refused: TLS needs a certificate. Give one by --tls-certificate.");
    }

    [Fact]
    public async Task Start_OnAnAddressThatOthersReachWithNothingButPlaintextAllowed_StillNeedsAKey()
    {
        ProgramResult result = await RunningProgram.RunAsync("--url", "http://0.0.0.0:5080", "--insecure-plaintext", "--no-socket");

        result.AssertFailed(
            ExitCodes.BadSettings,
            "--url: http://0.0.0.0:5080 is refused: other machines can reach it, so it needs a key (--auth-key-file or OBJECTSERVER_AUTH_KEY).");
    }

    [Fact]
    public async Task Start_OnAnAddressThatOthersReachWithAKeyAlone_StillNeedsTls()
    {
        await using RunningProgram server = RunningProgram.Start(
            ["--url", "http://0.0.0.0:5080", "--no-socket"], new Dictionary<string, string> { ["OBJECTSERVER_AUTH_KEY"] = "the key" });

        (await server.WaitForExitAsync()).AssertFailed(
            ExitCodes.BadSettings,
            "--url: http://0.0.0.0:5080 is refused: other machines can reach it, so it needs TLS (https:// and --tls-certificate; or, on a "
            + "network that is private anyway, --insecure-plaintext).");
    }

    [Fact]
    public async Task Start_OnAHostName_IsRefused()
    {
        ProgramResult result = await RunningProgram.RunAsync("--url", "http://example.org:5080", "--no-socket");

        result.AssertFailed(
            ExitCodes.BadSettings,
            "--url: http://example.org:5080 is refused: give the address to listen on as a number; 0.0.0.0 and [::] stand for all that the machine has.");
    }

    [Fact]
    public async Task Start_OnAllAddressesOfAPrivateNetwork_ServesWhoKnowsTheKey()
    {
        await using RunningProgram server = RunningProgram.Start(
            ["--url", "http://0.0.0.0:0", "--insecure-plaintext", "--no-socket", "--load", TestProgram.Path],
            new Dictionary<string, string> { ["OBJECTSERVER_AUTH_KEY"] = "the key" });
        string address = (await server.WaitUntilReadyAsync()).Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal);

        await using ObjectClient client = await ObjectClient.ConnectAsync(address, new ObjectClientOptions { AuthKey = "the key" });
        Assert.Equal(7, (await client.CreateAsync<ICalculator>()).Add(3, 4));
        await Assert.ThrowsAsync<AuthenticationFailedException>(() => ObjectClient.ConnectAsync(address));
    }

    [Fact]
    public async Task Start_WithEverythingSwitchedOff_IsRefused()
    {
        ProgramResult result = await RunningProgram.RunAsync("--url", "none", "--no-socket");

        result.AssertFailed(ExitCodes.BadSettings, "There is nothing to listen on: TCP and the Unix socket are both switched off.");
    }
}
