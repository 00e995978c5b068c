using System.Diagnostics.Metrics;
using BenchmarkDotNet.Attributes;
using ObjectServer.Dispatch.Statistics;

namespace ObjectServer.Benchmarks.Parts;

/// <summary>Counting calls that have ended, with how long they took: by the server's own statistics, and by a counter and a histogram that somebody listens to.</summary>
public class CallCounts
{
    /// <summary>Calls that are counted at a time.</summary>
    public const int Calls = 64;

    // As long as the process.
    private static readonly Meter Source = new("ObjectServer.Benchmarks");
    private static readonly MeterListener Listener = new();

    private readonly MemberStatistics _member = new(new CallStatistics(counts: true, TimeProvider.System), "counter", "Add");
    private readonly Counter<long> _counter;
    private readonly Histogram<double> _histogram;
    private readonly KeyValuePair<string, object?> _tag = new("objectserver.member", "Add");

    // What a listener does at the very least.
    private long _count;

    /// <summary>Listens to both.</summary>
    public CallCounts()
    {
        _counter = Source.CreateCounter<long>("counter");
        _histogram = Source.CreateHistogram<double>("histogram");
        Listener.EnableMeasurementEvents(_counter);
        Listener.EnableMeasurementEvents(_histogram);
        Listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref _count, value));
        Listener.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref _count));
        Listener.Start();
    }

    /// <summary>By our own; with what tells a watchdog which call a thread runs.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public void Ours()
    {
        for (int i = 1; i <= Calls; i++)
        {
            RunningSlot slot = RunningSlot.Mine;
            slot.TryEnter(new RunningCall(_member, 7, i));
            _member.Ran(i * 1000, 0, CallEnd.Succeeded, null);
            slot.Leave();
        }
    }

    /// <summary>By instruments.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public void Theirs()
    {
        for (int i = 1; i <= Calls; i++)
        {
            _counter.Add(1, _tag);
            _histogram.Record(i * 1e-6, _tag);
        }
    }
}
