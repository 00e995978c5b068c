using ObjectServer.Reading;

namespace ObjectServer.Client.Session;

/// <summary>
/// Tells a link that is dead from one that is slow. Both sides say something on every lane at each beat, on some at every third one, so each lane brings
/// something from one such sign of life to the next; one on which nothing has come for three of them is dead. A beat that comes late says that this process was stalled itself,
/// and counts for nothing; nor does a verdict count before the thread pool, which readers go on by, has had a turn.
/// </summary>
internal sealed class Heartbeat : IDisposable
{
    private const int MostSilentSigns = 3;

    // A clock that a program moves on by hand may beat any number of times before an answer can come.
    private static readonly TimeSpan LeastSilence = TimeSpan.FromSeconds(1);

    private readonly SessionLink _link;
    private readonly TimeProvider _time;
    private readonly TimeSpan _interval;
    private readonly IDisposable _timer;
    private long _last;

    /// <param name="link">The link; it is broken when it is dead.</param>
    /// <param name="interval">Between two beats.</param>
    /// <param name="time">The clock.</param>
    public Heartbeat(SessionLink link, TimeSpan interval, TimeProvider time)
    {
        _link = link;
        _time = time;
        _interval = interval;
        _last = time.GetTimestamp();
        _timer = time == TimeProvider.System
            ? BeatThread.Shared.Add(Beat, interval)
            : time.CreateTimer(static self => ((Heartbeat)self!).Beat(), this, interval, interval);
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Beat()
    {
        long now = _time.GetTimestamp();
        bool late = _time.GetElapsedTime(_last, now) > _interval * 1.5;
        _last = now;
        foreach (SessionLane lane in _link.Carried)
        {
            if (lane.Beat(late) >= MostSilentSigns) ThreadPool.UnsafeQueueUserWorkItem(Judge, lane, preferLocal: false);
        }
    }

    // Behind whatever waited for the pool: a reader that was only held up has been heard by now.
    private void Judge(SessionLane lane)
    {
        TimeSpan least = _interval < LeastSilence ? _interval : LeastSilence;
        if (lane.Silent >= MostSilentSigns && !lane.IsHeard && lane.SilentFor >= least)
            _link.Break(new IOException($"Nothing was heard from the other side for {_interval * lane.BeatsPerSign * MostSilentSigns}."));
    }
}
