using MonteCarlo.Model;
using ObjectServer.Client;

namespace MonteCarlo.Callers;

/// <summary>
/// A pool of callers that share the work of a round: each takes the next replica that nobody has taken. Who calls which
/// replica depends on timing; what the replicas compute does not. One round at a time.
/// </summary>
/// <param name="callers">The callers. The same one may be given several times to have several calls in flight.</param>
/// <param name="meter">Counts the sweeps as they are done; null to count nothing.</param>
internal sealed class CallerGroup(IReadOnlyList<ISegmentCaller> callers, SweepMeter? meter = null)
{
    // A segment takes long enough for each to be taken by itself.
    private static readonly PoolJobOptions OneByOne = new() { ChunkSize = 1 };

    private readonly CallerPool<ISegmentCaller> _pool = CallerPool.Over(callers);

    /// <summary>Runs every replica for one segment.</summary>
    /// <param name="results">One place per replica, filled by replica.</param>
    /// <param name="sweeps">Sweeps per replica.</param>
    /// <param name="measure">Whether to measure.</param>
    /// <param name="cancel">Stops the round. A caller that fails stops it too, and its error is thrown.</param>
    public async Task RunRoundAsync(SegmentSums[] results, int sweeps, bool measure, CancellationToken cancel)
    {
        SegmentSums[] sums = await _pool.MapAsync(
            Enumerable.Range(0, results.Length), (caller, replica, stop) => CallAsync(caller, replica, sweeps, measure, stop), OneByOne, cancel);
        sums.CopyTo(results, 0);
    }

    private async Task<SegmentSums> CallAsync(ISegmentCaller caller, int replica, int sweeps, bool measure, CancellationToken cancel)
    {
        SegmentProgress? progress = meter?.IsLong(sweeps) == true ? new SegmentProgress(meter) : null;
        SegmentSums sums = await caller.CallAsync(replica, sweeps, measure, progress, cancel);
        if (progress is null)
            meter?.Add(sweeps);
        else
            progress.Report(sweeps);

        return sums;
    }
}
