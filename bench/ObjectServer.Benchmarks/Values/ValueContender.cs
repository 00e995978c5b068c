using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Processes;

namespace ObjectServer.Benchmarks.Values;

/// <summary>A server in one process and a client that sends or fetches values in another, both fresh for every measurement.</summary>
/// <param name="name">Who it is.</param>
/// <param name="server">The server.</param>
/// <param name="transport">What the two are connected by.</param>
/// <param name="kind">What is sent.</param>
/// <param name="flags">What the object server is told besides; null for nothing.</param>
internal sealed class ValueContender(string name, ServerKind server, Transport transport, ValueKind kind, IReadOnlyList<string>? flags = null) : IContender
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
        await using ServedProcess served = await ServedProcess.StartAsync(server, plan.Pinning, flags);
        IReadOnlyList<string> command = OwnProgram.Command(
            "values-client", $"{kind}",
            "--server", $"{server}",
            "--address", served.AddressBy(transport),
            "--warmup", ArgumentText.Seconds(plan.Warmup),
            "--seconds", ArgumentText.Seconds(plan.Duration));
        await using ChildProcess client = ChildProcess.Start(Pinning.Apply(plan.Pinning.Client, command));
        return Figures.Parse(await client.ReadLastLineAsync(plan.Warmup + plan.Duration + TimeSpan.FromSeconds(60)));
    }
}
