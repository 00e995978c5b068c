using System.Globalization;
using ObjectServer.Benchmarks.Loads;
using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Processes;
using ObjectServer.Benchmarks.Rivals.RawSockets;

namespace ObjectServer.Benchmarks.Calls;

/// <summary>The floor: as many bytes as a call of ours takes there and back, by a socket and nothing else, one caller.</summary>
/// <param name="transport">TCP is awaited on both sides; a Unix socket is waited for, by a thread on both sides.</param>
/// <param name="ours">The call whose bytes are counted.</param>
internal sealed class RawContender(Transport transport, ProcessContender ours) : IContender
{
    private ProcessContender? _sized;

    /// <inheritdoc/>
    public string Name => _sized?.Name ?? "raw socket";

    /// <inheritdoc/>
    public string? Missing => null;

    /// <inheritdoc/>
    public async Task PrepareAsync(MeasuringPlan plan)
    {
        Figures counted = await ours.MeasureAsync(plan with { Warmup = TimeSpan.FromSeconds(0.2), Duration = TimeSpan.FromSeconds(0.5) });
        var sizes = new EchoSizes((int)Math.Ceiling(counted.RequestBytes ?? 0), (int)Math.Ceiling(counted.ReplyBytes ?? 0));
        string how = transport == Transport.Tcp ? "awaited" : "blocking";
        string name = string.Create(CultureInfo.InvariantCulture, $"raw socket, {transport.Name()}, {how}: {sizes.Request} bytes there, {sizes.Reply} back");
        _sized = new ProcessContender(
            name, ServerKind.Raw, transport, TargetKind.Raw, transport == Transport.Tcp ? LoadKind.Async : LoadKind.Blocking, callers: 1)
        {
            Sizes = sizes,
        };
    }

    /// <inheritdoc/>
    public Task<Figures> MeasureAsync(MeasuringPlan plan) =>
        _sized?.MeasureAsync(plan) ?? throw new InvalidOperationException("It has to be prepared before it is measured.");
}
