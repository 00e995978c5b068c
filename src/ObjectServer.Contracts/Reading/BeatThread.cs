namespace ObjectServer.Reading;

/// <summary>
/// The thread that the process's heartbeats beat on: their own, so that they go on while the thread pool has no thread to spare. Calls may overlap.
/// </summary>
internal sealed class BeatThread
{
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly List<Entry> _entries = [];
    private bool _started;

    private BeatThread()
    {
    }

    /// <summary>The one of this process.</summary>
    public static BeatThread Shared { get; } = new();

    /// <summary>Calls <paramref name="beat"/>, which must not wait, once each <paramref name="interval"/>, until what is returned is disposed of.</summary>
    public IDisposable Add(Action beat, TimeSpan interval)
    {
        var entry = new Entry(this, beat, interval);
        lock (_gate)
        {
            _entries.Add(entry);
            Monitor.Pulse(_gate);
            if (_started) return entry;
            _started = true;
        }

        new Thread(Run) { IsBackground = true, Name = "ObjectServer heartbeat" }.Start();
        return entry;
    }

    private void Run()
    {
        List<Entry> due = [];
        while (true)
        {
            lock (_gate)
            {
                while (_entries.Count == 0) Monitor.Wait(_gate);
                long now = Environment.TickCount64;
                long next = Math.Min(_entries.Min(entry => entry.Due), now + (long)LongestLook.TotalMilliseconds);
                if (next > now) Monitor.Wait(_gate, (int)(next - now));
                now = Environment.TickCount64;
                due.AddRange(_entries.Where(entry => entry.Due <= now));
                foreach (Entry entry in due) entry.Due = now + entry.Interval;
            }

            foreach (Entry entry in due) entry.Beat();
            due.Clear();
        }
    }

    private void Remove(Entry entry)
    {
        lock (_gate) _entries.Remove(entry);
    }

    private sealed class Entry(BeatThread owner, Action beat, TimeSpan interval) : IDisposable
    {
        public Action Beat => beat;

        public long Interval { get; } = Math.Max(1, (long)interval.TotalMilliseconds);

        public long Due { get; set; } = Environment.TickCount64 + Math.Max(1, (long)interval.TotalMilliseconds);

        public void Dispose() => owner.Remove(this);
    }
}
