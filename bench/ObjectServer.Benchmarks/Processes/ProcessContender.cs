using ObjectServer.Benchmarks.Loads;
using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Rivals.RawSockets;

namespace ObjectServer.Benchmarks.Processes;

/// <summary>A server in one process and its client under load in another, both fresh for every measurement.</summary>
/// <param name="name">Who it is.</param>
/// <param name="server">The server.</param>
/// <param name="transport">What the two are connected by.</param>
/// <param name="target">What the client calls by.</param>
/// <param name="load">How it calls.</param>
/// <param name="callers">How many call at the same time.</param>
internal sealed class ProcessContender(
    string name, ServerKind server, Transport transport, TargetKind target, LoadKind load, int callers) : IContender
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string? Missing => null;

    /// <summary>What the object server is told besides.</summary>
    public IReadOnlyList<string> ServerFlags { get; init; } = [];

    /// <summary>How many connections the callers share, where the target may have several.</summary>
    public int Channels { get; init; } = 1;

    /// <summary>Bytes of a request and a reply, for a target that sends nothing but bytes.</summary>
    public EchoSizes Sizes { get; init; } = new(16, 16);

    /// <inheritdoc/>
    public Task PrepareAsync(MeasuringPlan plan) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<Figures> MeasureAsync(MeasuringPlan plan)
    {
        await using ServedProcess served = await ServedProcess.StartAsync(server, plan.Pinning, ServerFlags);
        IReadOnlyList<string> command = OwnProgram.Command(
            "client", $"{target}",
            "--address", server == ServerKind.ObjectServer ? served.AddressBy(transport, plan.SocketScheme) : served.AddressBy(transport),
            "--load", $"{load}",
            "--callers", ArgumentText.Of(callers),
            "--channels", ArgumentText.Of(Channels),
            "--request-bytes", ArgumentText.Of(Sizes.Request),
            "--reply-bytes", ArgumentText.Of(Sizes.Reply),
            "--warmup", ArgumentText.Seconds(plan.Warmup),
            "--seconds", ArgumentText.Seconds(plan.Duration));
        await using ChildProcess client = ChildProcess.Start(Pinning.Apply(plan.Pinning.Client, command));
        return Figures.Parse(await client.ReadLastLineAsync(plan.Warmup + plan.Duration + TimeSpan.FromSeconds(60)));
    }
}
