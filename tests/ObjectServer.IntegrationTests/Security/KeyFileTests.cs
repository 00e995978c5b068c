using ObjectServer.Client;
using ObjectServer.IntegrationTests.Programs;
using ObjectServer.Serving;

namespace ObjectServer.IntegrationTests.Security;

/// <summary>Keys that the program reads, and that nobody else does.</summary>
public sealed class KeyFileTests : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TestFolder _folder = new();

    [Fact]
    public async Task KeyFiles_OfTheirOwner_AreTheKeysOfTheServer()
    {
        await using RunningProgram server = RunningProgram.Start(
            ["--no-tcp", "--socket", _folder.Socket, "--auth-key-file", Write("key", "one\n"), "--auth-key-file", $"readers={Write("readers", "two\r\n")}"]);
        string address = await server.WaitUntilReadyAsync();

        await (await ObjectClient.ConnectAsync(address, new() { AuthKey = "one" })).DisposeAsync();
        await (await ObjectClient.ConnectAsync(address, new() { AuthKey = "two", AuthKeyName = "readers" })).DisposeAsync();
        await Assert.ThrowsAsync<AuthenticationFailedException>(() => ObjectClient.ConnectAsync(address, new() { AuthKey = "two" }));
        await Assert.ThrowsAsync<AuthenticationFailedException>(() => ObjectClient.ConnectAsync(address));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public async Task KeyFile_ThatOthersMayUse_IsRefused(UnixFileMode others)
    {
        string path = Write("key", "the secret");
        File.SetUnixFileMode(path, Owner | others);

        ProgramResult result = await RunningProgram.RunAsync("--no-tcp", "--socket", _folder.Socket, "--auth-key-file", path);

        result.AssertFailed(
            ExitCodes.BadSettings,
            $"--auth-key-file: {path} is refused: others than its owner may read or write it, or it belongs to another user. "
            + $"Make it private to the server's user: chown it, and chmod 600 {path}.");
    }

    [Fact]
    public async Task KeyFiles_ThatHoldNone_AreAllNamed()
    {
        string empty = Write("empty", "\n");
        string twice = Write("twice", "key");

        ProgramResult result = await RunningProgram.RunAsync(
            "--no-tcp", "--socket", _folder.Socket, "--auth-key-file", empty, "--auth-key-file", twice, "--auth-key-file", twice, "--auth-key-file", "/nowhere/key");

        result.AssertExited(ExitCodes.BadSettings);
        Assert.Equal(3, result.Errors.Count);
        Assert.Contains($"{empty} is refused: it is empty, which is no key.", result.Errors[0], StringComparison.Ordinal);
        Assert.Contains("is a second key without a name", result.Errors[1], StringComparison.Ordinal);
        Assert.Contains("/nowhere/key cannot be read", result.Errors[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_OfALocalServer_CanBeSeenNowhere()
    {
        await using LocalServer server = await LocalServer.StartAsync();
        string process = $"/proc/{server.ProcessId}";

        Assert.DoesNotContain(server.AuthKey, await File.ReadAllTextAsync($"{process}/cmdline"), StringComparison.Ordinal);
        Assert.DoesNotContain(server.AuthKey, await File.ReadAllTextAsync($"{process}/environ"), StringComparison.Ordinal);
        Assert.Equal(64, server.AuthKey.Length);
        await using ObjectClient client = await server.ConnectAsync();
        await Assert.ThrowsAsync<AuthenticationFailedException>(() => ObjectClient.ConnectAsync(server.Address));
    }

    [Fact]
    public async Task Key_ThatALocalServerIsGiven_IsTheOneThatItAsksFor()
    {
        var environment = new Dictionary<string, string?> { ["OBJECTSERVER_AUTH_KEY"] = "not meant" };
        await using LocalServer server = await LocalServer.StartAsync(new() { AuthKey = "chosen ü", Environment = environment });

        Assert.Equal("chosen ü", server.AuthKey);
        await (await ObjectClient.ConnectAsync(server.Address, new() { AuthKey = "chosen ü" })).DisposeAsync();
        await Assert.ThrowsAsync<AuthenticationFailedException>(() => ObjectClient.ConnectAsync(server.Address, new() { AuthKey = "not meant" }));
    }

    public void Dispose() => _folder.Dispose();

    private string Write(string name, string text)
    {
        string path = _folder.Write(name, text);
        File.SetUnixFileMode(path, Owner);
        return path;
    }
}
