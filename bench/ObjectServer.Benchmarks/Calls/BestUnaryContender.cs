using System.Globalization;
using ObjectServer.Benchmarks.Loads;
using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Processes;

namespace ObjectServer.Benchmarks.Calls;

/// <summary>
/// Hand-written gRPC, unary and awaited, at its best: with the number of callers and of channels that gave the highest rate when all were
/// tried, however many calls of ours it is compared with.
/// </summary>
internal sealed class BestUnaryContender(Transport transport) : IContender
{
    private static readonly int[] Callers = [64, 256, 1024];
    private static readonly int[] Channels = [1, 2, 4];

    private ProcessContender? _best;

    /// <inheritdoc/>
    public string Name => _best?.Name ?? $"gRPC unary, {transport.Name()}";

    /// <inheritdoc/>
    public string? Missing => null;

    /// <inheritdoc/>
    public async Task PrepareAsync(MeasuringPlan plan)
    {
        double highest = 0;
        foreach (int callers in Callers)
        {
            foreach (int channels in Channels)
            {
                ProcessContender tried = Contender(callers, channels);
                double rate = Metric.Rate.Of(await tried.MeasureAsync(plan));
                await plan.Progress.WriteLineAsync($"trying {tried.Name.Replace(", at its best", "", StringComparison.Ordinal)}: {FigureText.Of(rate)}/s");
                if (rate <= highest) continue;
                highest = rate;
                _best = tried;
            }
        }
    }

    /// <inheritdoc/>
    public Task<Figures> MeasureAsync(MeasuringPlan plan) =>
        _best?.MeasureAsync(plan) ?? throw new InvalidOperationException("It has to be prepared before it is measured.");

    private ProcessContender Contender(int callers, int channels) => new(
        string.Create(CultureInfo.InvariantCulture, $"gRPC unary, {transport.Name()}, at its best: {callers} callers, {channels} channel(s)"),
        ServerKind.Grpc, transport, TargetKind.GrpcUnary, LoadKind.Async, callers)
    {
        Channels = channels,
    };
}
