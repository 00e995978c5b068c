using MonteCarlo.Model;

namespace MonteCarlo.Callers;

/// <summary>Calls replicas from this process.</summary>
/// <param name="replicas">The replicas by number: proxies, or objects of this process.</param>
internal sealed class InProcessCaller(IReadOnlyList<IReplica> replicas) : ISegmentCaller
{
    /// <inheritdoc/>
    public async Task<SegmentSums> CallAsync(int replica, int sweeps, bool measure, IProgress<int>? progress, CancellationToken cancel)
    {
        IReplica target = replicas[replica];
        if (measure)
            return await target.MeasureAsync(sweeps, progress, cancel);

        await target.RunAsync(sweeps, progress, cancel);
        return new SegmentSums(0, target.Energy, 0, 0, 0);
    }
}
