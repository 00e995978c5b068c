using System.Globalization;
using System.Text.RegularExpressions;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.KilledClients;
using ObjectServer.IntegrationTests.Programs;
using ObjectServer.Serving;

namespace ObjectServer.IntegrationTests.Crowds;

/// <summary>The server's program, and what it uses of the machine.</summary>
internal sealed partial class CrowdServer : IAsyncDisposable
{
    // What .NET keeps in pools is far more than what sessions use, and changes from one round to the next.
    private static readonly Dictionary<string, string> SmallPools = new()
    {
        ["DOTNET_SYSTEM_BUFFERS_SHAREDARRAYPOOL_MAXPARTITIONCOUNT"] = "1",
        ["DOTNET_SYSTEM_BUFFERS_SHAREDARRAYPOOL_MAXARRAYSPERPARTITION"] = "1",
    };

    private readonly TestFolder _folder = new();
    private readonly RunningProgram _program;
    private ObjectClient _client = null!;
    private ILedger _ledger = null!;

    private CrowdServer(TimeSpan grace) => _program = RunningProgram.Start(
        ["--url", "http://127.0.0.1:0", "--socket", _folder.Socket, "--load", TestProgram.Path, "--heartbeat-seconds", "600",
            "--session-grace-seconds", grace.TotalSeconds.ToString(CultureInfo.InvariantCulture)],
        SmallPools);

    /// <summary>Its addresses: by a port, by the socket link, by gRPC on a socket.</summary>
    public IReadOnlyList<string> Addresses { get; private set; } = [];

    public ILedger Ledger => _ledger;

    /// <summary>How many files, sockets among them, the process has open, but for assemblies, of which some are loaded when they are needed.</summary>
    public int Handles => Targets.Count();

    /// <summary>What those are, by kinds.</summary>
    public string Open => string.Join(", ", Targets.GroupBy(target => target?.Split(':')[0], (kind, all) => $"{all.Count()} {kind}"));

    /// <summary>How many threads it has.</summary>
    public int Threads => Directory.GetDirectories($"/proc/{_program.Id}/task").Length;

    private IEnumerable<string?> Targets => Directory.GetFileSystemEntries($"/proc/{_program.Id}/fd")
        .Select(handle => new FileInfo(handle).LinkTarget)
        .Where(target => target?.EndsWith(".dll", StringComparison.Ordinal) != true);

    /// <summary>Starts one that keeps sessions without a link for so long.</summary>
    public static async Task<CrowdServer> StartAsync(TimeSpan grace)
    {
        var server = new CrowdServer(grace);
        string[] addresses = (await server._program.WaitUntilReadyAsync()).Split(' ');
        server.Addresses = [addresses[0], addresses[1], $"grpc+{addresses[1]}"];
        server._client = await ObjectClient.ConnectAsync(addresses[1]);
        server._ledger = await server._client.GetOrCreateAsync<ILedger>(KilledClients.Ledger.Name);
        return server;
    }

    /// <summary>Bytes that it uses when its garbage has been collected.</summary>
    public Task<long> MemoryAsync() => Task.Run(_ledger.MemoryBytes);

    /// <summary>Ends it.</summary>
    /// <returns>How many sessions it had, the test's own included.</returns>
    public async Task<int> StopAsync()
    {
        _program.Send(Signals.Terminate);
        ProgramResult result = await _program.WaitForExitAsync();
        result.AssertExited(ExitCodes.Done);
        return int.Parse(
            Assert.Single(result.Errors.Select(line => Draining().Match(line)), match => match.Success).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _program.DisposeAsync();
        _folder.Dispose();
    }

    [GeneratedRegex(@"Shutting down: (\d+) sessions")]
    private static partial Regex Draining();
}
