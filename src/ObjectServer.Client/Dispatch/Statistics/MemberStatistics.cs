using System.Diagnostics;

namespace ObjectServer.Dispatch.Statistics;

/// <summary>Counts the calls of one member of one type. Calls may overlap.</summary>
internal sealed class MemberStatistics
{
    /// <summary>How many errors are kept.</summary>
    public const int MostErrors = 8;

    private static readonly double NanosecondsPerTick = 1e9 / Stopwatch.Frequency;

    private readonly CallStatistics _all;
    private readonly LatencyHistogram _duration = new();
    private readonly LatencyHistogram _wait = new();
    private readonly Queue<CallFailure> _lastErrors = new();
    private long _failed;
    private long _cancelled;
    private long _cancelledUnrun;
    private long _refused;

    /// <param name="all">Where it belongs.</param>
    /// <param name="type">The name of the type.</param>
    /// <param name="member">The name of the member.</param>
    public MemberStatistics(CallStatistics all, string type, string member)
    {
        _all = all;
        Type = type;
        Member = member;
    }

    /// <summary>Where it belongs.</summary>
    public CallStatistics All => _all;

    /// <summary>The name of the type.</summary>
    public string Type { get; }

    /// <summary>The name of the member.</summary>
    public string Member { get; }

    /// <summary>Whether it has counted anything.</summary>
    public bool HasCounted => _duration.Count > 0 || Interlocked.Read(ref _cancelledUnrun) > 0 || Interlocked.Read(ref _refused) > 0;

    /// <summary>A call has ended that ran.</summary>
    /// <param name="ran">How long, in ticks of <see cref="Stopwatch"/>.</param>
    /// <param name="waited">How long it waited before; 0 for one that did not.</param>
    /// <param name="end">How it ended.</param>
    /// <param name="error">What it failed with; null when it did not.</param>
    public void Ran(long ran, long waited, CallEnd end, Exception? error)
    {
        _all.Instruments?.Record(this, ran, waited, end);
        if (!_all.Counts) return;
        _duration.Add(Nanoseconds(ran));
        if (waited > 0) _wait.Add(Nanoseconds(waited));
        if (end == CallEnd.Cancelled) Interlocked.Increment(ref _cancelled);
        else if (error is not null) Failed(error);
    }

    /// <summary>A call has ended that never ran.</summary>
    public void NeverRan(CallEnd end)
    {
        if (!_all.Counts) return;
        if (end == CallEnd.Refused) Interlocked.Increment(ref _refused);
        else Interlocked.Increment(ref _cancelledUnrun);
    }

    /// <summary>How many calls have ended so.</summary>
    public long CountOf(CallEnd end)
    {
        long cancelled = Interlocked.Read(ref _cancelled);
        return end switch
        {
            CallEnd.Succeeded => Math.Max(0, _duration.Count - Interlocked.Read(ref _failed) - cancelled),
            CallEnd.Failed => Interlocked.Read(ref _failed),
            CallEnd.Cancelled => cancelled + Interlocked.Read(ref _cancelledUnrun),
            _ => Interlocked.Read(ref _refused),
        };
    }

    /// <summary>Adds how long its calls took to the counts of a <see cref="LatencyHistogram"/>'s buckets.</summary>
    public void AddDurationsTo(Span<long> counts) => _duration.AddTo(counts);

    /// <summary>What has been counted.</summary>
    public MemberReport Read()
    {
        LatencySummary duration = _duration.Read();
        long cancelled = Interlocked.Read(ref _cancelled) + Interlocked.Read(ref _cancelledUnrun);
        CallFailure[] errors;
        lock (_lastErrors) errors = [.. _lastErrors.Reverse()];
        return new MemberReport(
            Type, Member, duration.Count, Interlocked.Read(ref _failed), cancelled, Interlocked.Read(ref _refused), duration, _wait.Read(duration.Count - _wait.Count), errors);
    }

    private static long Nanoseconds(long ticks) => Stopwatch.Frequency == 1_000_000_000 ? ticks : (long)(ticks * NanosecondsPerTick);

    private void Failed(Exception error)
    {
        Interlocked.Increment(ref _failed);
        var failure = CallFailure.Of(error, _all.Time.GetUtcNow());
        lock (_lastErrors)
        {
            if (_lastErrors.Count == MostErrors) _lastErrors.Dequeue();
            _lastErrors.Enqueue(failure);
        }
    }
}
