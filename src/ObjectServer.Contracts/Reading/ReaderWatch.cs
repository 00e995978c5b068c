using System.Runtime.CompilerServices;

namespace ObjectServer.Reading;

/// <summary>
/// Looks after the process's readers that do short work themselves: where such work does not end, it lets another thread go on reading.
/// Looks every few milliseconds while there is something to look after, and sleeps otherwise. Calls may overlap.
/// </summary>
internal sealed class ReaderWatch
{
    // Work is overdue when it is seen at two looks: it has then lasted for one to two of these.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(2);

    private const int QuietLooks = 100;

    // Of looks: for how long a thread may be kept from going on with its work by each thread before it that wants the same core. Without this, work of
    // many readers that only waits for a core would make each of them start another thread, which makes all of them wait longer.
    private const int LooksPerThread = 2;
    private const int MostLooks = 64;

    private readonly object _gate = new();
    private readonly List<WatchedReader> _readers = [];
    private bool _started;

    private ReaderWatch()
    {
    }

    /// <summary>The one of this process.</summary>
    public static ReaderWatch Shared { get; } = new();

    /// <summary>Looks after a reader until it has done no work for some time.</summary>
    public void Add(WatchedReader reader)
    {
        lock (_gate)
        {
            if (reader.IsWatched) return;
            reader.IsWatched = true;
            _readers.Add(reader);
            if (_readers.Count == 1) Monitor.Pulse(_gate);
            if (_started) return;
            _started = true;
            new Thread(Run) { IsBackground = true, Name = "ObjectServer reader watch" }.Start();
        }
    }

    private void Run()
    {
        using var queue = new CoreQueue();
        lock (_gate)
        {
            while (true)
            {
                if (_readers.Count == 0) Monitor.Wait(_gate);
                else Monitor.Wait(_gate, Look);
                LookAtAll(queue);
            }
        }
    }

    // A method of its own, of which nothing is left when it returns: the one that waits must touch no reader, because it would keep the last one.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void LookAtAll(CoreQueue queue)
    {
        int? patience = null;
        for (int i = _readers.Count - 1; i >= 0; i--)
        {
            WatchedReader reader = _readers[i];
            if (reader.IsHeldUp) reader.HandOverAfter(patience ??= Math.Min((queue.PerCore() - 1) * LooksPerThread, MostLooks));
            if (reader.IsQuiet(QuietLooks)) _readers.RemoveAt(i);
        }
    }
}
