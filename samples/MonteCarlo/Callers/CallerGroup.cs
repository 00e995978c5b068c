using MonteCarlo.Model;

namespace MonteCarlo.Callers;

/// <summary>
/// A fixed number of callers that share the work of a round: each takes the next replica that nobody has taken. Who calls which
/// replica depends on timing; what the replicas compute does not. One round at a time.
/// </summary>
/// <param name="callers">The callers. The same one may be given several times to have several calls in flight.</param>
/// <param name="meter">Counts the sweeps as they are done; null to count nothing.</param>
internal sealed class CallerGroup(IReadOnlyList<ISegmentCaller> callers, SweepMeter? meter = null)
{
    /// <summary>Runs every replica for one segment.</summary>
    /// <param name="results">One place per replica, filled by replica.</param>
    /// <param name="sweeps">Sweeps per replica.</param>
    /// <param name="measure">Whether to measure.</param>
    /// <param name="cancel">Stops the round. A caller that fails stops it too, and its error is thrown.</param>
    public async Task RunRoundAsync(SegmentSums[] results, int sweeps, bool measure, CancellationToken cancel)
    {
        var round = new Round(results, sweeps, measure, meter);
        int busy = Math.Min(callers.Count, results.Length);
        if (busy == 1)
        {
            await round.WorkAsync(callers[0], cancel);
            return;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task[] work = [.. callers.Take(busy).Select(caller => Task.Run(() => WorkOrStopAsync(round, caller, stop), CancellationToken.None))];
        await Task.WhenAll(work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancel.ThrowIfCancellationRequested();
        if ((Array.Find(work, task => task.IsFaulted) ?? Array.Find(work, task => task.IsCanceled)) is Task failed)
            await failed;
    }

    private static async Task WorkOrStopAsync(Round round, ISegmentCaller caller, CancellationTokenSource stop)
    {
        try
        {
            await round.WorkAsync(caller, stop.Token);
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
    }

    /// <summary>The work of one round and how much of it is taken.</summary>
    private sealed class Round(SegmentSums[] results, int sweeps, bool measure, SweepMeter? meter)
    {
        private int _taken;

        public async Task WorkAsync(ISegmentCaller caller, CancellationToken cancel)
        {
            while (Interlocked.Increment(ref _taken) - 1 is int replica && replica < results.Length)
            {
                SegmentProgress? progress = meter?.IsLong(sweeps) == true ? new SegmentProgress(meter) : null;
                results[replica] = await caller.CallAsync(replica, sweeps, measure, progress, cancel);
                if (progress is null)
                    meter?.Add(sweeps);
                else
                    progress.Report(sweeps);
            }
        }
    }
}
