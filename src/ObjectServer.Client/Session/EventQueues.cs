using System.Collections.Concurrent;

namespace ObjectServer.Client.Session;

/// <summary>The queues of a session's handlers, by the handler's id. Keeps none of them alive. Calls may overlap.</summary>
internal sealed class EventQueues(SessionSide side)
{
    // Dead entries are swept when the table has doubled since the last sweep.
    private const int FirstSweep = 256;

    private readonly ConcurrentDictionary<ulong, WeakReference<EventQueue>> _queues = new();
    private int _sweepAt = FirstSweep;

    /// <summary>A queue for a handler; the one that it has, if it has one.</summary>
    public EventQueue Add(ulong handler)
    {
        if (Find(handler) is { } known) return known;
        var queue = new EventQueue(side, handler);
        _queues[handler] = new WeakReference<EventQueue>(queue);
        if (_queues.Count >= _sweepAt) Sweep();
        return queue;
    }

    /// <summary>A handler has taken so many events.</summary>
    public void Credit(ulong handler, uint events) => Find(handler)?.Credit(events);

    private EventQueue? Find(ulong handler) =>
        _queues.TryGetValue(handler, out WeakReference<EventQueue>? weak) && weak.TryGetTarget(out EventQueue? queue) ? queue : null;

    private void Sweep()
    {
        foreach ((ulong handler, WeakReference<EventQueue> weak) in _queues)
        {
            if (!weak.TryGetTarget(out _)) _queues.TryRemove(new KeyValuePair<ulong, WeakReference<EventQueue>>(handler, weak));
        }

        _sweepAt = Math.Max(FirstSweep, _queues.Count * 2);
    }
}
