using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Programs;

namespace ObjectServer.IntegrationTests.Tool;

/// <summary>The file that says which server is meant: where it is looked for, what wins over it, and when it is refused.</summary>
public sealed class ConfigFileTests
{
    private const string Key = "the key of the file";
    private const string Nobody = "http://127.0.0.1:1";

    [Fact]
    public async Task File_SaysAddressAndKey()
    {
        using var folder = new TestFolder();
        await using TestServer server = await TestServer.StartAsync(static _ => { }, static options => options.AuthKeys["operator"] = Key);
        string file = Write(folder, $$"""{ "url": "{{server.Address}}", "authKey": "{{Key}}", "authKeyName": "operator" }""", isPrivate: true);

        (await ToolProgram.RunAsync("status", "--config", file)).AssertExited(0);
        (await ToolProgram.RunAsync("ls", "--config", file)).AssertExited(0);
    }

    [Fact]
    public async Task File_IsLookedForInTheUsersFolder()
    {
        using var folder = new TestFolder();
        await using TestServer server = await TestServer.StartAsync(static _ => { });
        Directory.CreateDirectory(folder.File("objectserver"));
        Write(folder, $$"""{ "url": "{{server.Address}}" }""", isPrivate: false, Path.Combine("objectserver", "config.json"));
        var environment = new Dictionary<string, string> { ["XDG_CONFIG_HOME"] = folder.Path };

        (await ToolProgram.RunAsync(environment, "ls")).AssertExited(0);
    }

    [Fact]
    public async Task Flags_WinOverTheEnvironment_AndThatOverTheFile()
    {
        using var folder = new TestFolder();
        await using TestServer server = await TestServer.StartAsync(static _ => { });
        string elsewhere = Write(folder, $$"""{ "url": "{{Nobody}}" }""", isPrivate: false);

        (await ToolProgram.RunAsync("ls", "--config", elsewhere)).AssertExited(3);
        (await ToolProgram.RunAsync(new Dictionary<string, string> { ["OBJECTSERVER_URL"] = server.Address }, "ls", "--config", elsewhere)).AssertExited(0);
        (await ToolProgram.RunAsync(new Dictionary<string, string> { ["OBJECTSERVER_URL"] = Nobody }, "ls", "--config", elsewhere, "--url", server.Address)).AssertExited(0);
    }

    [Theory]
    [InlineData("""{ "authKey": "secret-text" }""", "chmod 600")]
    [InlineData("""{ "key": "secret-text" }""", "authKey")]
    [InlineData("""secret-text""", "authKey")]
    [InlineData("""{ "url": "http://a:1", "socket": "/s" }""", "give one of them")]
    public async Task File_ThatCannotBeUsed_IsRefusedInOneLine(string text, string told)
    {
        using var folder = new TestFolder();
        string file = Write(folder, text, isPrivate: false);

        ProgramResult result = await ToolProgram.RunAsync("ls", "--config", file, "--url", Nobody);

        result.AssertExited(2);
        Assert.Contains(told, Assert.Single(result.Errors), StringComparison.Ordinal);
        Assert.DoesNotContain("secret-text", result.Errors[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_ThatIsNamedAndNotThere_IsSaid()
    {
        ProgramResult result = await ToolProgram.RunAsync("ls", "--config", "/nowhere/config.json");
        result.AssertExited(2);
        Assert.Contains("/nowhere/config.json", Assert.Single(result.Errors), StringComparison.Ordinal);
    }

    private static string Write(TestFolder folder, string text, bool isPrivate, string name = "config.json")
    {
        string file = folder.Write(name, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | (isPrivate ? UnixFileMode.None : UnixFileMode.OtherRead));
        return file;
    }
}
