using ObjectServer.Serving;

namespace ObjectServer.IntegrationTests.Programs;

public sealed class SettingsTests
{
    [Fact]
    public async Task Help_OfTheProgram_ExplainsEveryFlag()
    {
        ProgramResult result = await RunningProgram.RunAsync("--help");

        result.AssertExited(ExitCodes.Done);
        foreach (Setting setting in Settings.All)
        {
            Assert.Contains($"  {setting.Flag} <{setting.ValueName}>", result.Output, StringComparison.Ordinal);
            Assert.Contains(setting.Description, result.Output, StringComparison.Ordinal);
        }

        Assert.All(["--no-tcp", "--no-socket", "--config"], flag => Assert.Contains(flag, result.Output, StringComparison.Ordinal));
        Assert.DoesNotContain("--parent-pipe", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, true, "flag")]
    [InlineData(false, true, "environment")]
    [InlineData(false, false, "file")]
    public async Task Setting_GivenInSeveralPlaces_IsTakenFromTheHighest(bool flag, bool environment, string expected)
    {
        using var folder = new TestFolder();
        folder.Write("appsettings.json", $$"""{ "ObjectServer": { "Url": ["none"], "Socket": "{{folder.File("file")}}" } }""");
        string[] arguments = flag ? ["--socket", folder.File("flag")] : [];
        Dictionary<string, string> variables = environment ? new() { ["OBJECTSERVER_SOCKET"] = folder.File("environment") } : [];
        await using RunningProgram server = RunningProgram.Start(arguments, variables, folder.Path);

        Assert.Equal($"unix:{folder.File(expected)}", await server.WaitUntilReadyAsync());
    }

    [Fact]
    public async Task Settings_ThatAreWrong_AreAllNamedWithTheirOrigin()
    {
        using var folder = new TestFolder();
        folder.Write("appsettings.json", """{ "ObjectServer": { "MaxCals": 1, "LogLevel": "loud" } }""");
        await using RunningProgram server = RunningProgram.Start(
            ["--cpu-threads", "-1", "--max-value-bytes", "10", "--max-waiting-calls", "0", "--advertise", "lab"], new Dictionary<string, string> { ["OBJECTSERVER_DRAIN_SECONDS"] = "soon" }, folder.Path);

        (await server.WaitForExitAsync()).AssertFailed(
            ExitCodes.BadSettings,
            "appsettings.json: ObjectServer:MaxCals is not a setting. Settings are "
            + "Load, TypeArgument, Url, Socket, Advertise, MaxValueBytes, MaxCalls, MaxWaitingCalls, "
            + "MaxSessions, MaxSessionsPerAddress, MaxSessionsPerPrincipal, MaxConnections, MaxConnectionsPerAddress, MaxHandshakes, MaxHandshakesPerAddress, "
            + "MaxObjects, MaxSubscriptions, MaxJsonDepth, CpuThreads, BlockingReaders, OfferLocalSocket, ShareMemory, MemoryDirectory, MaxSegmentBytes, MaxSessionMemoryBytes, MaxMemoryBytes, DrainSeconds, "
            + "SessionGraceSeconds, LockGraceSeconds, MaxHolds, MaxElements, MaxWatchedChanges, HeartbeatSeconds, LogLevel, MemberStatistics, WatchdogSeconds, IncludeStack, AllowShutdown, Allow, Initializer, InitializerType, InitializerArgument, "
            + "AuthKeyFile, InsecurePlaintext, TlsCertificate, TlsKey, TlsPasswordFile, TlsStore, ClientCa, Dashboard, DashboardHost.",
            "appsettings.json, ObjectServer:LogLevel: \"loud\" is none of trace, debug, information, warning, error, critical, none.",
            "--advertise: \"lab\" is not an address of the form http://10.0.0.5:5080 or unix:/path.",
            "--max-value-bytes: \"10\" is not a whole number of at least 1024.",
            "--max-waiting-calls: \"0\" is not a whole number from 1 to 1048576.",
            "--cpu-threads: \"-1\" is not a whole number from 0 to 1024.",
            "OBJECTSERVER_DRAIN_SECONDS: \"soon\" is not a number of seconds from 0 to 86400.");
    }

    [Fact]
    public async Task SettingsFile_ThatIsNoJson_IsNamed()
    {
        using var folder = new TestFolder();
        string file = folder.Write("broken.json", "{");

        ProgramResult result = await RunningProgram.RunAsync("--config", file);

        result.AssertExited(ExitCodes.BadSettings);
        Assert.StartsWith($"objectserver: {file} cannot be read: ", Assert.Single(result.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SettingsFile_WhoseSerilogSectionIsWrong_IsNamed()
    {
        using var folder = new TestFolder();
        string file = folder.Write("log.json", """{ "Serilog": { "MinimumLevel": { "Default": "Loud" } } }""");

        (await RunningProgram.RunAsync("--config", file))
            .AssertFailed(ExitCodes.BadSettings, $"{file}, Serilog: The value Loud is not a valid Serilog level.");
    }

    [Fact]
    public async Task SettingsFile_ThatWasAskedForAndIsMissing_IsNamed() =>
        (await RunningProgram.RunAsync("--config", "/nowhere/settings.json"))
            .AssertFailed(ExitCodes.BadSettings, "--config: there is no file /nowhere/settings.json.");

    [Fact]
    public async Task Flag_ThatDoesNotExist_IsNamed() =>
        (await RunningProgram.RunAsync("--colour")).AssertFailed(ExitCodes.BadSettings, "Unrecognized command or argument '--colour'.");
}
