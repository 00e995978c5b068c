namespace ObjectServer.Types.Queues;

/// <summary>The items of a queue in the order in which they are got, those included that came back to their places. One call at a time.</summary>
/// <typeparam name="T">Their type.</typeparam>
/// <param name="order">Which one is got next.</param>
internal sealed class QueueItems<T>(QueueOrder order)
{
    private readonly Queue<QueueEntry<T>> _queue = new();
    private readonly Stack<QueueEntry<T>> _stack = new();

    // Few, and in no order of their own: what came back is merged with the rest by its number.
    private readonly PriorityQueue<QueueEntry<T>, long> _back = new();

    /// <summary>How many there are.</summary>
    public int Count => _queue.Count + _stack.Count + _back.Count;

    /// <summary>Adds an item that has a greater number than all before.</summary>
    public void Add(QueueEntry<T> entry)
    {
        if (order == QueueOrder.FirstInFirstOut) _queue.Enqueue(entry);
        else _stack.Push(entry);
    }

    /// <summary>Puts an item back to its place.</summary>
    public void GiveBack(QueueEntry<T> entry) => _back.Enqueue(entry, Rank(entry));

    /// <summary>Takes the next item out.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public QueueEntry<T> Take()
    {
        if (_back.Count == 0) return TakeNew();
        return _queue.Count + _stack.Count == 0 || Rank(_back.Peek()) < Rank(_queue.Count > 0 ? _queue.Peek() : _stack.Peek()) ? _back.Dequeue() : TakeNew();
    }

    private QueueEntry<T> TakeNew() => order == QueueOrder.FirstInFirstOut ? _queue.Dequeue() : _stack.Pop();

    private long Rank(QueueEntry<T> entry) => order == QueueOrder.FirstInFirstOut ? entry.Number : -entry.Number;
}
