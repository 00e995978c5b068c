using System.Diagnostics;
using ObjectServer.Dispatch.Statistics;
using ObjectServer.Telemetry;

namespace ObjectServer.Client.Session;

/// <content>What others learn of a call while it runs: its trace, and the watchdog.</content>
internal abstract partial class IncomingCall
{
    /// <summary>
    /// Whether it awaits something, and has run for so long: true once. A call whose member computes on the lane for that is never told of.
    /// </summary>
    /// <param name="limit">How long is long.</param>
    /// <param name="call">What it is.</param>
    public bool TryTellLong(TimeSpan limit, out RunningCall call)
    {
        call = default;

        // Both go when the call leaves, at any moment.
        if (!Volatile.Read(ref _awaits) || _isTold || _target is not { Statistics: { } statistics } target || IsAbandoned || _invoker.Member.CpuBound) return false;
        MemberStatistics member = statistics[_invoker.Position];
        long since = Volatile.Read(ref _since);
        if (member.All.Time.GetElapsedTime(since) < limit) return false;
        _isTold = true;
        call = new RunningCall(member, target.Id, since);
        return true;
    }

    private void InvokeTraced(long start)
    {
        Activity? outer = Activity.Current;
        _span = CallTracing.StartServed(_invoker.Member.SpanName, Trace);
        if (_span is { IsAllDataRequested: true } span)
        {
            span.SetTag("objectserver.object", (long)_target.Id);
            if (_target.Name is { } name) span.SetTag("objectserver.name", name);
            if (_submitted != 0) span.SetTag("objectserver.wait", Stopwatch.GetElapsedTime(_submitted, start).TotalSeconds);
        }

        Invoke(start);

        // It is the thread's own that goes on; where the call goes on it has its span with it.
        Activity.Current = outer;
    }

    // What computes on the lane may take its threads for as long as it likes.
    private RunningSlot? TakeSlot(long start)
    {
        if (Statistics is not { } statistics) return null;
        _since = statistics.All.Moment(start);
        if (_invoker.Member.CpuBound && CpuLane is not null) return null;
        RunningSlot mine = RunningSlot.Mine;
        return mine.TryEnter(new RunningCall(statistics, _target.Id, _since)) ? mine : null;
    }
}
