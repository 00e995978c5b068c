using System.Globalization;
using ObjectServer.Client.Session;
using ObjectServer.Dispatch.Statistics;
using ObjectServer.Objects;
using ObjectServer.Service;
using ObjectServer.Session;

namespace ObjectServer.Telemetry;

/// <summary>
/// Looks for calls that keep a thread for long, for calls that await for long, and for a thread pool that runs nothing any more, and tells of each
/// once. To be asked again and again, by one thread that is not the pool's.
/// </summary>
internal sealed class CallWatchdog(
    ObjectHost host, SessionTable sessions, UnarySessionTable unarySessions, PoolProbe probe, ObjectServerOptions options, TimeProvider time, ILogger<CallWatchdog> log)
{
    // More would not be read.
    private const int MostNamed = 10;

    // Of the time after which a call that awaits is told of: there may be thousands of sessions, and each that is looked at takes its time.
    private const int LooksAtAwaiting = 4;

    private static readonly TimeSpan Starved = TimeSpan.FromSeconds(1);

    // Those that still ran when last looked at: never more than there are threads.
    private HashSet<RunningCall> _told = [];
    private TimeSpan _starvedFor;
    private long _lookedAtAwaiting = time.GetTimestamp();

    /// <summary>Looks.</summary>
    public void Look()
    {
        List<RunningCall> running = RunningSlot.All(host.Statistics);
        LookAtThreads(running);
        LookAtAwaiting();
        LookAtPool(running);
    }

    private void LookAtThreads(List<RunningCall> running)
    {
        var told = new HashSet<RunningCall>();
        foreach (RunningCall call in running)
        {
            TimeSpan ran = time.GetElapsedTime(call.Since);
            if (ran < options.WatchdogAfter) continue;
            told.Add(call);
            if (!_told.Contains(call)) log.MemberKeepsThread(call.Member.Type, call.Member.Member, call.Object, ran.TotalSeconds);
        }

        _told = told;
    }

    private void LookAtAwaiting()
    {
        long now = time.GetTimestamp();
        if (time.GetElapsedTime(_lookedAtAwaiting, now) < options.WatchdogAfter / LooksAtAwaiting) return;
        _lookedAtAwaiting = now;

        // Asking a session for the list of its calls costs more than asking whether there is one.
        IEnumerable<IncomingCall> listed = sessions.All.Where(static session => session.Running > 0).SelectMany(static session => session.Served.Listed)
            .Concat(unarySessions.All.SelectMany(static session => session.Listed));
        foreach (IncomingCall call in listed)
        {
            if (call.TryTellLong(options.WatchdogAfter, out RunningCall one))
                log.MemberAwaits(one.Member.Type, one.Member.Member, one.Object, time.GetElapsedTime(one.Since).TotalSeconds);
        }
    }

    private void LookAtPool(List<RunningCall> running)
    {
        TimeSpan? waiting = probe.Waiting();
        if (waiting is null)
        {
            if (_starvedFor > TimeSpan.Zero) log.PoolRuns(_starvedFor.TotalSeconds);
            _starvedFor = TimeSpan.Zero;
        }
        else if (waiting > Starved)
        {
            if (_starvedFor == TimeSpan.Zero) log.PoolStarved(waiting.Value.TotalSeconds, ThreadPool.ThreadCount, Describe(running));
            _starvedFor = waiting.Value;
        }
    }

    private string Describe(List<RunningCall> running)
    {
        if (running.Count == 0) return "no member of an object keeps one.";
        IEnumerable<string> members = running.GroupBy(static call => call.Member).OrderByDescending(static calls => calls.Count()).Take(MostNamed).Select(calls => string.Create(
            CultureInfo.InvariantCulture,
            $"{calls.Count()} × {calls.Key.Type}.{calls.Key.Member} (for up to {calls.Max(call => time.GetElapsedTime(call.Since)).TotalSeconds:0.0} s)"));
        return $"these members keep some: {string.Join(", ", members)}.";
    }
}
