using ObjectServer.Client.Session.Holds;
using ObjectServer.Contract;
using ObjectServer.Locks;
using ObjectServer.Objects;

namespace ObjectServer.Types.Queues;

/// <inheritdoc cref="ISharedQueue{T}"/>
internal sealed partial class SharedQueue<T> : ISharedQueue<T>, ILibraryObject, IHeldOrAwaited, IDisposable
{
    private static readonly Task<bool> True = Task.FromResult(true);
    private static readonly Task<bool> False = Task.FromResult(false);

    private readonly Lock _gate = new();
    private readonly QueueItems<T> _items;
    private readonly ElementHolds<T> _holds;
    private readonly TimeProvider _time;
    private readonly int _mostWaiting;
    private long _lastNumber;
    private long _unfinished;
    private bool _takesNoMore;
    private bool _isDeleted;

    /// <param name="host">Whose object it is.</param>
    /// <param name="options">What the server allows.</param>
    /// <param name="time">The clock of all waits.</param>
    /// <param name="capacity">How many items there may be; 0 for as many as the server allows.</param>
    /// <param name="order">Which one is got next.</param>
    /// <exception cref="ArgumentException">Items of this type can be changed without anybody seeing it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is negative, or the order none.</exception>
    /// <exception cref="LimitExceededException">The server does not allow as many items.</exception>
    public SharedQueue(ObjectHost host, ObjectServerOptions options, TimeProvider time, int capacity = 0, QueueOrder order = QueueOrder.FirstInFirstOut)
    {
        ElementRules.Demand(typeof(T), "SharedQueue");
        Capacity = QueueLimits.Capacity(capacity, options.MaxQueueItems, options, "The capacity of a SharedQueue");
        if (!Enum.IsDefined(order)) throw new ArgumentOutOfRangeException(nameof(order), order, "The order is FirstInFirstOut or LastInFirstOut.");
        Order = order;
        _items = new QueueItems<T>(order);
        _holds = new ElementHolds<T>(host);
        _time = time;
        _mostWaiting = options.MaxWaitingCalls;
        SessionHolds.Use();
    }

    /// <inheritdoc/>
    public int Capacity { get; }

    /// <inheritdoc/>
    public QueueOrder Order { get; }

    /// <inheritdoc/>
    public int Count
    {
        get
        {
            lock (_gate) return _items.Count;
        }
    }

    /// <inheritdoc/>
    public bool IsEmpty => Count == 0;

    /// <inheritdoc/>
    public bool IsFull
    {
        get
        {
            lock (_gate) return Room <= 0;
        }
    }

    /// <inheritdoc/>
    public bool IsCompleted
    {
        get
        {
            lock (_gate) return IsOver;
        }
    }

    /// <inheritdoc/>
    public long Unfinished
    {
        get
        {
            lock (_gate) return _unfinished;
        }
    }

    // Under the gate, as is all below that does not take it. What is on a lease keeps its place, so that it can come back.
    private int Room => Capacity - _items.Count - _leases.Count;

    private bool IsOver => _takesNoMore && _items.Count == 0 && _leases.Count == 0;

    /// <inheritdoc/>
    public bool TryPut(T item)
    {
        lock (_gate)
        {
            DemandPuts(0);
            if (_puts.Count > 0 || Room <= 0) return false;
            Add(item);
            Settle();
            return true;
        }
    }

    /// <inheritdoc/>
    public Task<bool> PutAsync(T item, TimeSpan? timeout = null, CancellationToken cancel = default)
    {
        QueueLimits.DemandTimeout(timeout);
        if (TryPut(item)) return True;
        return timeout == TimeSpan.Zero ? False : PutLaterAsync(item, timeout, cancel);
    }

    /// <inheritdoc/>
    public Task<int> PutManyAsync(T[] items, TimeSpan? timeout = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        QueueLimits.DemandTimeout(timeout);
        cancel.ThrowIfCancellationRequested();
        WaitingPut<T> wait;
        lock (_gate)
        {
            DemandPuts(0);
            int done = 0;
            bool fits = _puts.Count == 0 && Room >= items.Length;
            if (!fits && timeout != TimeSpan.Zero) DemandWaitingPlace(_puts);
            if (_puts.Count == 0)
            {
                // What gets hand on at once makes room for the rest.
                while (done < items.Length && Room > 0)
                {
                    while (done < items.Length && Room > 0) Add(items[done++]);
                    Settle();
                }
            }

            if (done == items.Length || timeout == TimeSpan.Zero) return Task.FromResult(done);
            wait = new WaitingPut<T>(OnPresence, SessionHolds.OfCaller, items, done);
            Enqueue(wait, _puts, timeout);
        }

        return AwaitAsync(wait, cancel);
    }

    /// <inheritdoc/>
    public Task CompleteAsync(CancellationToken cancel = default)
    {
        lock (_gate)
        {
            _takesNoMore = true;
            foreach (QueueWait wait in _puts.ToArray()) wait.Fail(Completed(((WaitingPut<T>)wait).Done));
            Settle();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void OnDeleted()
    {
        lock (_gate)
        {
            _isDeleted = true;
            foreach (QueueWait wait in (QueueWait[])[.. _gets, .. _puts, .. _joins]) wait.Fail(Gone());
            EndLeases();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        OnDeleted();
        _holds.Dispose();
    }

    private async Task<bool> PutLaterAsync(T item, TimeSpan? timeout, CancellationToken cancel) => await PutManyAsync([item], timeout, cancel) == 1;

    private void Add(T item)
    {
        _holds.Add(item);
        _items.Add(new QueueEntry<T>(item, ++_lastNumber, 0));
        _unfinished++;
    }

    private void DemandThere()
    {
        if (_isDeleted) throw Gone();
    }

    private void DemandPuts(int done)
    {
        DemandThere();
        if (_takesNoMore) throw Completed(done);
    }

    private static ObjectGoneException Gone() => new("The queue has been deleted.");

    private static InvalidOperationException Completed(int done) =>
        new($"The queue is completed: nothing can be put any more.{(done > 0 ? $" The first {done} items were put before." : "")}");
}
