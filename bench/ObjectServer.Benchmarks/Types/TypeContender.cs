using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Processes;

namespace ObjectServer.Benchmarks.Types;

/// <summary>Our server in one process and its clients in others, all fresh for every measurement.</summary>
/// <param name="name">Who it is.</param>
/// <param name="operations">What each client process does.</param>
/// <param name="counted">How many of them are counted, from the last one back.</param>
/// <param name="callers">How many callers each has.</param>
/// <param name="warmups">How many times the plan's warm-up it has: more where many processes compile their code on few cores at the same time.</param>
internal sealed class TypeContender(string name, IReadOnlyList<string> operations, int counted, int callers, int warmups = 1) : IContender
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string? Missing => null;

    /// <inheritdoc/>
    public Task PrepareAsync(MeasuringPlan plan) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<Figures> MeasureAsync(MeasuringPlan plan)
    {
        TimeSpan warmup = plan.Warmup * warmups;
        await using ServedProcess served = await ServedProcess.StartAsync(ServerKind.ObjectServer, Pinning.None);
        ChildProcess[] clients = [.. operations.Select(operation => ChildProcess.Start(OwnProgram.Command(
            "types-client", operation,
            "--address", served.AddressBy(Transport.Unix),
            "--callers", ArgumentText.Of(callers),
            "--warmup", ArgumentText.Seconds(warmup),
            "--seconds", ArgumentText.Seconds(plan.Duration))))];
        try
        {
            TimeSpan limit = warmup + plan.Duration + TimeSpan.FromSeconds(60);
            await Task.WhenAll(clients.Select(client => client.ReadLineAsync(TypeProgram.Ready, limit)));
            foreach (ChildProcess client in clients) await client.WriteLineAsync("go");
            string[] lines = await Task.WhenAll(clients.Select(client => client.ReadLastLineAsync(limit)));
            return new Figures { CallsPerSecond = lines.TakeLast(counted).Sum(static line => Figures.Parse(line).CallsPerSecond) };
        }
        finally
        {
            foreach (ChildProcess client in clients) await client.DisposeAsync();
        }
    }
}
