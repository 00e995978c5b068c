using System.Globalization;
using MonteCarlo.Running;
using ObjectServer.Client;

namespace MonteCarlo.Tests.EndToEnd;

/// <summary>Who calls the replicas, and from where, must not show in what they compute.</summary>
public sealed class SameNumbersTests : IDisposable
{
    private const int Replicas = 32;

    private readonly SampleFolder _folder = new();

    // Replicas at 32 temperatures, exchanged often.
    private static string Ladder => "--sweeps 400 --exchange-every 5 --seed 12345 --temperatures "
        + string.Join(',', Enumerable.Range(0, Replicas).Select(level => (1.5 + 0.05 * level).ToString("0.00", CultureInfo.InvariantCulture)));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_ByManyCallersOfManyProcesses_GivesTheNumbersOfOneCaller()
    {
        await using LocalServer server = await LocalServer.StartAsync(new() { Assemblies = [typeof(RunCommand).Assembly.Location] });

        // At the same time, on one server: neither run may meet the replicas of the other.
        SampleResult[] results = await Task.WhenAll(
            RunAsync("one", $"--server {server.Address} --callers 1", authKey: server.AuthKey),
            RunAsync("many", $"--server {server.Address} --callers 64 --processes 4", authKey: server.AuthKey),
            RunAsync("direct", "--direct --callers 1"));

        Assert.All(results, result => result.AssertExited(0));
        string direct = Figures.Physics(_folder.File("direct"));
        Assert.Equal(direct, Figures.Physics(_folder.File("one")));
        Assert.Equal(direct, Figures.Physics(_folder.File("many")));
        await using ObjectClient client = await server.ConnectAsync();
        await Polling.UntilAsync(async () => (await client.ListAsync()).Count == 0);
    }

    [Fact]
    public async Task Run_ByAnExecutableAndItsCallers_GivesTheNumbersOfOneCaller()
    {
        SampleResult many = await RunAsync("many", "--callers 64 --processes 2", executable: true);
        SampleResult direct = await RunAsync("direct", "--direct --callers 64", executable: true);

        many.AssertExited(0);
        direct.AssertExited(0);
        Assert.Equal(Figures.Physics(_folder.File("direct")), Figures.Physics(_folder.File("many")));
    }

    private Task<SampleResult> RunAsync(string file, string arguments, bool executable = false, string? authKey = null) =>
        SampleProcess.RunAsync(_folder, $"{Ladder} {arguments} --report {file}.html --json {file}", executable, authKey);
}
