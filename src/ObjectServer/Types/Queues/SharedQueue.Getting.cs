using ObjectServer.Client.Session.Holds;

namespace ObjectServer.Types.Queues;

/// <content>Items leave the queue, or are lent.</content>
internal sealed partial class SharedQueue<T>
{
    /// <inheritdoc/>
    public Task<T> GetAsync(TimeSpan? timeout = null, CancellationToken cancel = default)
    {
        QueueLimits.DemandTimeout(timeout);
        WaitingGet<T> wait;
        lock (_gate)
        {
            DemandThere();
            if (_items.Count > 0)
            {
                T item = HandOut(_items.Take());
                Settle();
                return Task.FromResult(item);
            }

            if (IsOver) throw NothingLeft();
            if (timeout == TimeSpan.Zero) throw NothingCame();
            cancel.ThrowIfCancellationRequested();
            wait = EnqueueGet(1, isLease: false, timeout);
        }

        return GetLaterAsync(wait, cancel);
    }

    /// <inheritdoc/>
    public bool TryGet(out T? item)
    {
        item = default;
        lock (_gate)
        {
            DemandThere();
            if (_items.Count == 0) return false;
            item = HandOut(_items.Take());
            Settle();
            return true;
        }
    }

    /// <inheritdoc/>
    public Task<TakenItem<T>> TryGetAsync(CancellationToken cancel = default) => Task.FromResult(new TakenItem<T>(TryGet(out T? item), item));

    /// <inheritdoc/>
    public async Task<T[]> GetManyAsync(int most, TimeSpan? timeout = null, CancellationToken cancel = default)
    {
        GivenItems<T> given = await GiveAsync(most, isLease: false, timeout, cancel, out _);
        return [.. given.Entries.Select(HandOut)];
    }

    /// <inheritdoc/>
    public Task<T[]> DrainAsync(CancellationToken cancel = default) => GetManyAsync(int.MaxValue, TimeSpan.Zero, cancel);

    /// <inheritdoc/>
    public async Task<LeasedItem<T>> LeaseAsync(TimeSpan? timeout = null, CancellationToken cancel = default)
    {
        GivenItems<T> given = await GiveAsync(1, isLease: true, timeout, cancel, out WaitingGet<T>? wait);
        if (given.Entries.Length > 0) return Lent(given)[0];
        throw wait is { WasLate: true } || !IsCompleted ? NothingCame() : NothingLeft();
    }

    /// <inheritdoc/>
    public async Task<LeasedItem<T>[]> LeaseManyAsync(int most, TimeSpan? timeout = null, CancellationToken cancel = default) =>
        Lent(await GiveAsync(most, isLease: true, timeout, cancel, out _));

    private static LeasedItem<T>[] Lent(GivenItems<T> given) =>
        [.. given.Entries.Select((entry, i) => new LeasedItem<T>(entry.Item, given.FirstLease + (ulong)i, entry.Deliveries))];

    // By the code of the call that returns it.
    private T HandOut(QueueEntry<T> entry)
    {
        _holds.Remove(entry.Item);
        return entry.Item;
    }

    private async Task<T> GetLaterAsync(WaitingGet<T> wait, CancellationToken cancel)
    {
        GivenItems<T> given = await AwaitAsync(wait, cancel);
        if (given.Entries.Length > 0) return HandOut(given.Entries[0]);
        throw wait.WasLate ? NothingCame() : NothingLeft();
    }

    private Task<GivenItems<T>> GiveAsync(int most, bool isLease, TimeSpan? timeout, CancellationToken cancel, out WaitingGet<T>? wait)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        QueueLimits.DemandTimeout(timeout);
        wait = null;
        lock (_gate)
        {
            DemandThere();
            if (_items.Count > 0)
            {
                GivenItems<T> given = isLease ? Lend(SessionHolds.OfCaller, most) : Take(most);
                Settle();
                return Task.FromResult(given);
            }

            if (IsOver || timeout == TimeSpan.Zero) return Task.FromResult(GivenItems<T>.None);
            cancel.ThrowIfCancellationRequested();
            wait = EnqueueGet(most, isLease, timeout);
        }

        return AwaitAsync(wait, cancel);
    }

    private GivenItems<T> Take(int most)
    {
        var entries = new QueueEntry<T>[Math.Min(most, _items.Count)];
        for (int i = 0; i < entries.Length; i++) entries[i] = _items.Take();
        return new GivenItems<T>(entries, 0);
    }

    private WaitingGet<T> EnqueueGet(int most, bool isLease, TimeSpan? timeout)
    {
        DemandWaitingPlace(_gets);
        var wait = new WaitingGet<T>(OnPresence, SessionHolds.OfCaller, most, isLease);
        Enqueue(wait, _gets, timeout);
        return wait;
    }

    private static TimeoutException NothingCame() => new("Nothing came into the queue for as long as was to be waited.");

    private static InvalidOperationException NothingLeft() => new("The queue is completed, and nothing is left in it.");
}
