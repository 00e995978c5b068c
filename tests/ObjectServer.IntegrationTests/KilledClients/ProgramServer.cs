using System.Globalization;
using System.Text.RegularExpressions;
using ObjectServer.IntegrationTests.Programs;
using ObjectServer.Serving;

namespace ObjectServer.IntegrationTests.KilledClients;

/// <summary>The server is the program.</summary>
internal sealed partial class ProgramServer : IServerOfVictims
{
    private readonly TestFolder _folder = new();
    private readonly RunningProgram _program;

    private ProgramServer() => _program = RunningProgram.Start(
        ["--url", "http://127.0.0.1:0", "--socket", _folder.Socket, "--load", TestProgram.Path, "--session-grace-seconds", "1"]);

    public string Address { get; private set; } = "";

    public static async Task<IServerOfVictims> StartAsync(bool unixSocket, bool socketLink = false)
    {
        var server = new ProgramServer();
        string[] addresses = (await server._program.WaitUntilReadyAsync()).Split(' ');
        server.Address = socketLink ? addresses[1] : unixSocket ? $"grpc+{addresses[1]}" : addresses[0];
        return server;
    }

    public async Task<int> StopAsync()
    {
        _program.Send(Signals.Terminate);
        ProgramResult result = await _program.WaitForExitAsync();
        result.AssertExited(ExitCodes.Done);

        // A client that was killed while it connected may be worth a warning.
        Assert.All(result.Errors, line => Assert.Matches(" (INF|WRN) ", line));
        return int.Parse(
            Assert.Single(result.Errors.Select(line => Draining().Match(line)), match => match.Success).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        _folder.Dispose();
    }

    [GeneratedRegex(@"Shutting down: (\d+) sessions")]
    private static partial Regex Draining();
}
