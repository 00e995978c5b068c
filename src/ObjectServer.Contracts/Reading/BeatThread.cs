using System.Runtime.CompilerServices;

namespace ObjectServer.Reading;

/// <summary>
/// The thread that the process's heartbeats beat on: their own, so that they go on while the thread pool has no thread to spare. Those of many
/// sessions beat together, a dozen times or so within their interval: the thread is not woken up for each, and what they send arrives together, too.
/// Calls may overlap.
/// </summary>
internal sealed class BeatThread
{
    // Of an interval: how late a beat may come for the sake of those that beat with it. The moments at which they do are those of the machine's clock, so
    // that the processes of one machine beat together, too: who hears many of them, and who beats itself, is woken up once.
    private const int Together = 16;

    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();

    // By interval. The next one to beat stands first: each goes to the end when it has beaten, and all of a list wait equally long.
    private readonly Dictionary<long, LinkedList<Entry>> _entries = [];
    private bool _started;

    private BeatThread()
    {
    }

    /// <summary>The one of this process.</summary>
    public static BeatThread Shared { get; } = new();

    /// <summary>Calls <paramref name="beat"/>, which must not wait, once each <paramref name="interval"/>, until what is returned is disposed of.</summary>
    public IDisposable Add(Action beat, TimeSpan interval)
    {
        var entry = new Entry(this, beat, Math.Max(1, (long)interval.TotalMilliseconds));
        lock (_gate)
        {
            if (!_entries.TryGetValue(entry.Interval, out LinkedList<Entry>? all)) _entries.Add(entry.Interval, all = []);
            entry.Due = NextMoment(Environment.TickCount64, entry.Interval);
            all.AddLast(entry.Place);

            // Behind others of the same interval it is not the next one.
            if (all.Count == 1) Monitor.Pulse(_gate);
            if (_started) return entry;
            _started = true;
        }

        new Thread(Run) { IsBackground = true, Name = "ObjectServer heartbeat" }.Start();
        return entry;
    }

    /// <summary>When what beats now, or begins to, is to beat next: no sooner than in an interval, at a moment that is others' too.</summary>
    /// <param name="now">In milliseconds since the machine's start.</param>
    /// <param name="interval">In milliseconds.</param>
    public static long NextMoment(long now, long interval)
    {
        long step = Math.Max(1, interval / Together);
        return (now + interval + step - 1) / step * step;
    }

    private void Run()
    {
        List<Entry> due = [];
        while (true)
        {
            lock (_gate)
            {
                Await();
                TakeAll(due);
            }

            BeatAll(due);
            due.Clear();
        }
    }

    // This, Next and TakeAll are methods of their own, of which nothing is left when they return: those that wait must touch no entry, because they
    // would keep the last one, and its session.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void BeatAll(List<Entry> due)
    {
        foreach (Entry entry in due) entry.Beat();
    }

    private void Await()
    {
        while (_entries.Count == 0) Monitor.Wait(_gate);
        long now = Environment.TickCount64;
        long next = Next(now);
        if (next > now) Monitor.Wait(_gate, (int)(next - now));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long Next(long now)
    {
        long next = now + (long)LongestLook.TotalMilliseconds;
        foreach (LinkedList<Entry> all in _entries.Values) next = Math.Min(next, all.First!.Value.Due);
        return next;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void TakeAll(List<Entry> due)
    {
        long now = Environment.TickCount64;
        foreach (LinkedList<Entry> all in _entries.Values) Take(all, now, due);
    }

    private static void Take(LinkedList<Entry> all, long now, List<Entry> due)
    {
        while (all.First is { Value: var entry } && entry.Due <= now)
        {
            entry.Due = NextMoment(now, entry.Interval);
            all.Remove(entry.Place);
            all.AddLast(entry.Place);
            due.Add(entry);
        }
    }

    private void Remove(Entry entry)
    {
        lock (_gate)
        {
            if (entry.Place.List is not { } all) return;
            all.Remove(entry.Place);
            if (all.Count == 0) _entries.Remove(entry.Interval);
        }
    }

    private sealed class Entry : IDisposable
    {
        private readonly BeatThread _owner;

        public Entry(BeatThread owner, Action beat, long interval)
        {
            _owner = owner;
            Beat = beat;
            Interval = interval;
            Place = new LinkedListNode<Entry>(this);
        }

        public Action Beat { get; }

        public long Interval { get; }

        public LinkedListNode<Entry> Place { get; }

        public long Due { get; set; }

        public void Dispose() => _owner.Remove(this);
    }
}
