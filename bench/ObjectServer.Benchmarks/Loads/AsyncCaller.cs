using System.Diagnostics;
using ObjectServer.Benchmarks.Measuring;

namespace ObjectServer.Benchmarks.Loads;

/// <summary>One of the callers that await: it has one call under way at any time, and allocates nothing of its own for it.</summary>
internal sealed class AsyncCaller(CallTarget target, int caller, LoadState state, LatencyHistogram latencies, int sampling)
{
    private PaddedCount _calls;

    /// <summary>How many calls of its have ended.</summary>
    public long Calls => Volatile.Read(ref _calls.Value);

    /// <summary>Calls until it is told to stop. The time of every call is taken, or of one in so many.</summary>
    public async Task RunAsync()
    {
        for (int i = 0; state.Running; i++)
        {
            if (state.Measuring && i % sampling == 0)
            {
                long start = Stopwatch.GetTimestamp();
                await target.AddAsync(caller, i, caller).ConfigureAwait(false);
                latencies.RecordShared(Stopwatch.GetTimestamp() - start);
            }
            else
            {
                await target.AddAsync(caller, i, caller).ConfigureAwait(false);
            }

            _calls.Value++;
        }
    }
}
