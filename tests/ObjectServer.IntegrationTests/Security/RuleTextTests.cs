using ObjectServer.Client;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Programs;
using ObjectServer.Serving;
using ObjectServer.Session.Access;

namespace ObjectServer.IntegrationTests.Security;

/// <summary>Rules as the program takes them.</summary>
public sealed class RuleTextTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("all by anybody", ObjectPermissions.All, null, null, "anybody")]
    [InlineData("create,call type=counter by key", ObjectPermissions.Create | ObjectPermissions.Call, "counter", null, "key")]
    [InlineData("call  name=a/ by key:readers", ObjectPermissions.Call, null, "a/", "key:readers")]
    [InlineData("delete type=\"two words\" name=\"b c\" by own-process", ObjectPermissions.Delete, "two words", "b c", "own-process")]
    [InlineData("call name= by certificate:CN=alice, O=Example by Co", ObjectPermissions.Call, null, "", "certificate:CN=alice, O=Example by Co")]
    public void Rule_ThatIsWellFormed_SaysWhatItSays(string text, ObjectPermissions what, string? type, string? name, string who)
    {
        AccessRule rule = AllowSettings.TryParse(text)!;

        Assert.Equal((what, type, name, who), (rule.Permissions, rule.Type, rule.NamePrefix, $"{rule.Clients}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("call")]
    [InlineData("call by")]
    [InlineData("call by nobody")]
    [InlineData("call by key:")]
    [InlineData("call by certificate: ")]
    [InlineData("none by anybody")]
    [InlineData("read by anybody")]
    [InlineData("call,1 by anybody")]
    [InlineData("call type= by anybody")]
    [InlineData("call nam=a by anybody")]
    [InlineData("call name=two words by anybody")]
    public void Rule_ThatIsNot_IsNone(string text) => Assert.Null(AllowSettings.TryParse(text));

    [Fact]
    public async Task Program_WithRulesInItsFile_KeepsThem()
    {
        using var folder = new TestFolder();
        folder.Write("appsettings.json", """{ "ObjectServer": { "Allow": ["create,call type=calculator by anybody", "administer by key:admin"] } }""");
        string key = folder.Write("key", "secret\n");
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        string other = folder.Write("other", "another\n");
        File.SetUnixFileMode(other, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await using RunningProgram server = RunningProgram.Start(
            ["--no-tcp", "--socket", folder.Socket, "--load", TestProgram.Path, "--auth-key-file", $"admin={key}", "--auth-key-file", other, "--allow-shutdown"],
            null,
            folder.Path);
        string address = await server.WaitUntilReadyAsync();
        await using ObjectClient client = await ObjectClient.ConnectAsync(address, new ObjectClientOptions { AuthKey = "another" });
        await using ObjectClient admin = await ObjectClient.ConnectAsync(address, new ObjectClientOptions { AuthKey = "secret", AuthKeyName = "admin" });

        Assert.Equal(3, (await client.CreateAsync<ICalculator>()).Add(1, 2));
        await Assert.ThrowsAsync<AccessDeniedException>(() => client.CreateAsync<IEcho>().WaitAsync(Guard));
        await Assert.ThrowsAsync<AccessDeniedException>(() => client.ShutdownServerAsync().WaitAsync(Guard));
        await admin.ShutdownServerAsync().WaitAsync(Guard);

        (await server.WaitForExitAsync()).AssertExited(ExitCodes.Done);
    }

    [Fact]
    public async Task Program_WithRulesThatAreNone_SaysSoOfEach()
    {
        ProgramResult result = await RunningProgram.RunAsync("--no-tcp", "--allow", "call by nobody", "--allow", "call by key:readers");

        result.AssertExited(ExitCodes.BadSettings);
        Assert.Contains("\"call by nobody\" is no rule", result.Errors[0], StringComparison.Ordinal);
        Assert.Contains("\"call by key:readers\" is for clients with a key that this server does not have", result.Errors[1], StringComparison.Ordinal);
    }
}
