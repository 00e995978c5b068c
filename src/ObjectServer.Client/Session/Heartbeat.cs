using ObjectServer.Reading;

namespace ObjectServer.Client.Session;

/// <summary>
/// Tells a link that is dead from one that is slow: asks the other side for a sign of life at each beat, and takes the link for dead when three
/// beats have passed without any. A beat that comes late says that this process was stalled itself, and counts for nothing; nor does a
/// verdict count before the thread pool, which readers go on by, has had a turn.
/// </summary>
internal sealed class Heartbeat : IDisposable
{
    private const int MostSilentBeats = 3;

    private readonly TimeProvider _time;
    private readonly TimeSpan _interval;
    private readonly Action _ask;
    private readonly Action<Exception> _dead;
    private readonly IDisposable _timer;
    private long _last;
    private int _silent;
    private bool _heard;

    /// <param name="time">The clock.</param>
    /// <param name="interval">Between two beats.</param>
    /// <param name="ask">Asks the other side for a sign of life. Must not wait.</param>
    /// <param name="dead">Called on the thread pool when the link is dead; perhaps again at later beats.</param>
    public Heartbeat(TimeProvider time, TimeSpan interval, Action ask, Action<Exception> dead)
    {
        _time = time;
        _interval = interval;
        _ask = ask;
        _dead = dead;
        _last = time.GetTimestamp();
        _timer = time == TimeProvider.System
            ? BeatThread.Shared.Add(Beat, interval)
            : time.CreateTimer(static self => ((Heartbeat)self!).Beat(), this, interval, interval);
    }

    /// <summary>The other side has been heard. Called for every message.</summary>
    public void Heard() => Volatile.Write(ref _heard, true);

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Beat()
    {
        long now = _time.GetTimestamp();
        bool late = _time.GetElapsedTime(_last, now) > _interval * 1.5;
        _last = now;
        if (Interlocked.Exchange(ref _heard, false)) _silent = 0;
        else if (!late) _silent++;
        if (_silent >= MostSilentBeats) ThreadPool.UnsafeQueueUserWorkItem(static self => self.Judge(), this, preferLocal: false);
        else _ask();
    }

    // Behind whatever waited for the pool: a reader that was only held up has been heard by now.
    private void Judge()
    {
        if (!Volatile.Read(ref _heard)) _dead(new IOException($"Nothing was heard from the other side for {_interval * MostSilentBeats}."));
    }
}
