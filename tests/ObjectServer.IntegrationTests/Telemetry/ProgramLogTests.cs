using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Programs;

namespace ObjectServer.IntegrationTests.Telemetry;

/// <summary>What an operator reads in the program's log.</summary>
public sealed partial class ProgramLogTests : IDisposable
{
    private const int PassedInAMinute = 20;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Line_OfACallThatIsTraced_NamesItsTrace_AndOthersDoNot()
    {
        await using RunningProgram program = await StartAsync();
        await using ObjectClient client = await ObjectClient.ConnectAsync($"unix:{_folder.Socket}");
        ITraced traced = await client.CreateAsync<ITraced>();

        traced.Log("before");
        string trace;
        using (var spans = new SpanCollector(listens: false))
        {
            trace = spans.Root.TraceId.ToHexString();
            traced.Log("within");
        }

        program.Send(Signals.Terminate);
        ProgramResult result = await program.WaitForExitAsync();
        string within = Assert.Single(result.Errors, line => line.Contains("The object says: within", StringComparison.Ordinal));
        Assert.Matches($" WRN The object says: within \\(trace {trace} span [0-9a-f]{{16}}\\)$", within);
        Assert.EndsWith(" WRN The object says: before", Assert.Single(result.Errors, line => line.Contains("before", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warnings_OfOneKind_AreLeftOutBeyondABound_AndCounted()
    {
        await using RunningProgram program = await StartAsync();
        await using ObjectClient client = await ObjectClient.ConnectAsync($"unix:{_folder.Socket}");
        ITraced traced = await client.CreateAsync<ITraced>();

        for (int i = 0; i < PassedInAMinute + 15; i++) traced.Log($"no. {i}");

        program.Send(Signals.Terminate);
        ProgramResult result = await program.WaitForExitAsync();
        int said = result.Errors.Count(line => line.Contains("The object says: no.", StringComparison.Ordinal));
        int left = result.Errors.Select(line => LeftOut().Match(line)).Where(match => match.Success).Sum(match => int.Parse(match.Groups[1].ValueSpan, provider: null));

        // A minute may have passed in between, and then so many more have passed.
        Assert.Equal(PassedInAMinute + 15, said + left);
        Assert.InRange(said, PassedInAMinute, PassedInAMinute + 14);
    }

    [Fact]
    public async Task Pool_ThatMembersKeepBusy_IsSaidToBeStarved_WithTheirNames()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;

        // Few threads, so that few calls keep them all.
        await using RunningProgram program = await StartAsync(new Dictionary<string, string> { ["DOTNET_ThreadPool_ForceMaxWorkerThreads"] = "4" });
        await using ObjectClient client = await ObjectClient.ConnectAsync($"unix:{_folder.Socket}");
        ITraced traced = await client.CreateAsync<ITraced>();

        Task[] held = [.. Enumerable.Range(0, 16).Select(_ => traced.HoldAsync(port))];
        string line = await program.FindErrorAsync("The thread pool is starved");

        Assert.Matches(@" WRN The thread pool is starved: work has waited for a thread for \d+\.\d s\. \d+ threads are there; these members keep some: \d+ × traced\.HoldAsync \(for up to \d+\.\d s\)\.$", line);
        Task all = Task.WhenAll(held);
        while (!all.IsCompleted)
        {
            if (listener.Pending()) (await listener.AcceptSocketAsync()).Dispose();
            else await Task.Yield();
        }

        await all;
        await program.FindErrorAsync("The thread pool runs again");
    }

    [Fact]
    public async Task Member_ThatKeepsItsThread_IsNamed()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using RunningProgram program = await StartAsync(null, "--watchdog-seconds", "0.2");
        await using ObjectClient client = await ObjectClient.ConnectAsync($"unix:{_folder.Socket}");
        ITraced traced = await client.CreateAsync<ITraced>();

        Task held = traced.HoldAsync(((IPEndPoint)listener.LocalEndpoint).Port);
        string line = await program.FindErrorAsync("has kept its thread");

        Assert.Matches(@" WRN traced\.HoldAsync of object \d+ has kept its thread for \d+\.\d s\.", line);
        (await listener.AcceptSocketAsync()).Dispose();
        await held;
    }

    private async Task<RunningProgram> StartAsync(IReadOnlyDictionary<string, string>? environment = null, params string[] arguments)
    {
        RunningProgram program = RunningProgram.Start(["--no-tcp", "--socket", _folder.Socket, "--load", TestProgram.Path, .. arguments], environment);
        await program.WaitUntilReadyAsync();
        return program;
    }

    [GeneratedRegex(@" WRN (\d+) more lines of this kind were left out in the last minute: The object says: \{Text\}$")]
    private static partial Regex LeftOut();
}
