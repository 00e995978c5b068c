using System.IO.Pipes;
using System.Text;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Programs;
using ObjectServer.IntegrationTests.Security;

namespace ObjectServer.IntegrationTests.Health;

/// <summary>The program as it asks a server whether it is ready: <c>--healthcheck</c>.</summary>
public sealed class HealthCheckTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("tcp")]
    [InlineData("tls")]
    [InlineData("unix")]
    [InlineData("client certificates")]
    public async Task Server_ThatRuns_IsServingUntilItHasStopped(string kind)
    {
        string[] settings = Settings(kind);
        await using RunningProgram server = RunningProgram.Start(settings);
        string[] addresses = (await server.WaitUntilReadyAsync()).Split(' ');
        if (addresses[0].StartsWith("http", StringComparison.Ordinal)) settings = [.. settings, "--url", addresses[0]];

        ProgramResult running = await UntilItServesAsync(settings);
        server.Send(Signals.Terminate);
        (await server.WaitForExitAsync()).AssertExited(0);
        ProgramResult stopped = await RunningProgram.RunAsync([.. settings, "--healthcheck"]);

        running.AssertExited(0);
        Assert.Matches("^objectserver: .* is serving\\.\n$", running.Output);
        stopped.AssertExited(1);
        Assert.Single(stopped.Output.Trim().Split('\n'));
    }

    [Fact]
    public async Task Server_ThatDrains_IsNotServing()
    {
        string[] settings = ["--no-tcp", "--socket", _folder.Socket, "--load", TestProgram.Path, "--drain-seconds", "60"];
        await using RunningProgram server = RunningProgram.Start(settings);
        await server.WaitUntilReadyAsync();
        await using ObjectClient client = await ObjectClient.ConnectAsync($"unix:{_folder.Socket}");
        IPipeWaiter waiter = await client.CreateAsync<IPipeWaiter>();
        await using var pipe = new NamedPipeServerStream(_folder.File("pipe"), PipeDirection.Out, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous);
        Task<string?> call = waiter.WaitAsync(_folder.File("pipe"));
        await pipe.WaitForConnectionAsync().WaitAsync(RunningProgram.Guard);
        server.Send(Signals.Terminate);
        await server.Draining;

        ProgramResult asked = await RunningProgram.RunAsync([.. settings, "--healthcheck"]);

        asked.AssertExited(1);
        Assert.Contains("is not serving", asked.Output, StringComparison.Ordinal);
        await pipe.WriteAsync(Encoding.UTF8.GetBytes("done\n"));
        Assert.Equal("done", await call.WaitAsync(RunningProgram.Guard));
        (await server.WaitForExitAsync()).AssertExited(0);
    }

    [Theory]
    [InlineData("has a port that is chosen", "--url", "http://127.0.0.1:0", "--no-socket")]
    [InlineData("is not a whole number", "--max-calls", "many")]
    [InlineData("--nonsense", "--nonsense")]
    public async Task Settings_ByWhichNobodyCanBeAsked_AreNamedInOneLine(string expected, params string[] settings)
    {
        ProgramResult result = await RunningProgram.RunAsync([.. settings, "--healthcheck"]);

        result.AssertExited(1);
        Assert.Contains(expected, Assert.Single(result.Output.Trim().Split('\n')), StringComparison.Ordinal);
    }

    // As whoever looks after a server asks again: a busy machine may make it say meanwhile that it does not serve.
    private static async Task<ProgramResult> UntilItServesAsync(string[] settings)
    {
        using var guard = new CancellationTokenSource(RunningProgram.Guard);
        ProgramResult result;
        do result = await RunningProgram.RunAsync([.. settings, "--healthcheck"]);
        while (result.ExitCode == 1 && !guard.IsCancellationRequested);
        return result;
    }

    private string[] Settings(string kind)
    {
        if (kind == "tcp") return ["--no-socket", "--url", "http://127.0.0.1:0"];
        if (kind == "unix") return ["--no-tcp", "--socket", _folder.Socket];
        using var authority = new TestAuthority("health");
        string path = _folder.WritePrivate("server.pem", TestAuthority.PemOf(authority.OfServer()));
        string[] tls = ["--url", "https://127.0.0.1:0", "--tls-certificate", path];
        return kind == "tls" ? [.. tls, "--no-socket"] : [.. tls, "--client-ca", _folder.Write("ca.pem", authority.Pem), "--socket", _folder.Socket];
    }
}
