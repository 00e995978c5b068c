using System.Diagnostics;
using ObjectServer.Benchmarks.Measuring;

namespace ObjectServer.Benchmarks.Loads;

/// <summary>One of the callers that wait, on a thread of its own.</summary>
internal sealed class BlockingCaller(CallTarget target, int caller, LoadState state, bool reads)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private PaddedCount _calls;

    /// <summary>How many calls of its have ended.</summary>
    public long Calls => Volatile.Read(ref _calls.Value);

    /// <summary>How long each took. To be read when it has ended.</summary>
    public LatencyHistogram Latencies { get; } = new();

    /// <summary>Starts its thread; completes, or fails, when it has ended.</summary>
    public Task Start()
    {
        new Thread(Run) { IsBackground = true, Name = $"caller {caller}" }.Start();
        return _ended.Task;
    }

    private void Run()
    {
        try
        {
            for (int i = 0; state.Running; i++)
            {
                long start = Stopwatch.GetTimestamp();
                _ = reads ? target.Read(caller) : target.Add(caller, i, caller);
                if (state.Measuring) Latencies.Record(Stopwatch.GetTimestamp() - start);
                _calls.Value++;
            }

            _ended.SetResult();
        }
        catch (Exception e)
        {
            _ended.SetException(e);
        }
    }
}
