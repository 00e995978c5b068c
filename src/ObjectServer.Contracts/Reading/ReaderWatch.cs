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
        lock (_gate)
        {
            while (true)
            {
                if (_readers.Count == 0) Monitor.Wait(_gate);
                else Monitor.Wait(_gate, Look);
                for (int i = _readers.Count - 1; i >= 0; i--)
                {
                    if (_readers[i].IsQuiet(QuietLooks)) _readers.RemoveAt(i);
                }
            }
        }
    }
}
