using ObjectServer.Client.Session.Holds;

namespace ObjectServer.Types.Queues;

/// <content>Who waits: for items, for room, or for all to be done.</content>
internal sealed partial class SharedQueue<T>
{
    private readonly LinkedList<QueueWait> _gets = [];
    private readonly LinkedList<QueueWait> _puts = [];
    private readonly LinkedList<QueueWait> _joins = [];

    /// <inheritdoc/>
    public int WaitingGets
    {
        get
        {
            lock (_gate) return _gets.Count;
        }
    }

    /// <inheritdoc/>
    public int WaitingPuts
    {
        get
        {
            lock (_gate) return _puts.Count;
        }
    }

    /// <inheritdoc/>
    public Task TaskDoneAsync(int count = 1, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        lock (_gate)
        {
            DemandThere();
            if (count > _unfinished) throw new InvalidOperationException($"{count} items were to be reported as done, and only {_unfinished} have been put that are not.");
            _unfinished -= count;
            Settle();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> JoinAsync(TimeSpan? timeout = null, CancellationToken cancel = default)
    {
        QueueLimits.DemandTimeout(timeout);
        cancel.ThrowIfCancellationRequested();
        QueueWait<bool> wait;
        lock (_gate)
        {
            DemandThere();
            if (_unfinished == 0) return True;
            if (timeout == TimeSpan.Zero) return False;
            DemandWaitingPlace(_joins);
            wait = new QueueWait<bool>(OnPresence, SessionHolds.OfCaller, late: false);
            Enqueue(wait, _joins, timeout);
        }

        return AwaitAsync(wait, cancel);
    }

    private async Task<TResult> AwaitAsync<TResult>(QueueWait<TResult> wait, CancellationToken cancel)
    {
        // Who has it gets it: a cancelled call, and one whose time is over at the same moment, may succeed.
        using CancellationTokenRegistration registration = cancel.UnsafeRegister(_ => GiveUp(wait, cancel), null);
        return await wait.Ended;
    }

    private void GiveUp(QueueWait wait, CancellationToken cancel)
    {
        lock (_gate)
        {
            if (wait.IsWaiting) wait.Fail(new OperationCanceledException(cancel));
        }
    }

    private void TimeOut(QueueWait wait)
    {
        lock (_gate) wait.TimeOut();
    }

    private void OnPresence(QueueWait wait)
    {
        lock (_gate)
        {
            if (!wait.IsWaiting) return;
            if (wait.Presence == SessionPresence.Ended) wait.Fail(SessionEnded());
            Settle();
        }
    }

    // Under the gate, as is all below.
    private void DemandWaitingPlace(LinkedList<QueueWait> list)
    {
        if (list.Count < _mostWaiting) return;
        throw new LimitExceededException(
            $"{nameof(ObjectServerOptions)}.{nameof(ObjectServerOptions.MaxWaitingCalls)}", _mostWaiting, _mostWaiting + 1L, "What waits at a SharedQueue");
    }

    private void Enqueue(QueueWait wait, LinkedList<QueueWait> list, TimeSpan? timeout)
    {
        // A session that ends in this moment tells it as soon as the gate is free.
        wait.Begin();
        wait.Waiting = list.AddLast(wait);
        if (timeout is { } limit && limit != Timeout.InfiniteTimeSpan) wait.Timer = _time.CreateTimer(_ => TimeOut(wait), null, limit, Timeout.InfiniteTimeSpan);
    }

    // Whatever can go on goes on: room is filled, items are handed out, and both make way for the other.
    private void Settle()
    {
        while (Admit() | Serve())
        {
        }

        if (_unfinished == 0 && _joins.Count > 0)
        {
            foreach (QueueWait wait in _joins.ToArray()) ((QueueWait<bool>)wait).Grant(true);
        }

        if (IsOver && _gets.Count > 0)
        {
            foreach (QueueWait wait in _gets.ToArray()) ((WaitingGet<T>)wait).Grant(GivenItems<T>.None);
        }
    }

    private bool Admit()
    {
        bool hasMoved = false;
        while (Room > 0 && _puts.First?.Value is WaitingPut<T> wait)
        {
            hasMoved = true;
            while (Room > 0 && !wait.IsDone) Add(wait.Next());
            if (wait.IsDone) wait.Grant(wait.Done);
        }

        return hasMoved;
    }

    private bool Serve()
    {
        bool hasMoved = false;
        for (LinkedListNode<QueueWait>? node = _gets.First; node is not null && _items.Count > 0;)
        {
            var wait = (WaitingGet<T>)node.Value;
            node = node.Next;

            // What is handed to a client without a link may never reach it.
            if (!wait.IsReachable) continue;
            hasMoved = true;
            Give(wait);
        }

        return hasMoved;
    }

    private void Give(WaitingGet<T> wait)
    {
        try
        {
            wait.Grant(wait.IsLease ? Lend(wait.Session, wait.Most) : Take(wait.Most));
        }
        catch (Exception e) when (e is LimitExceededException or OperationCanceledException)
        {
            wait.Fail(e);
        }
    }

    private static OperationCanceledException SessionEnded() => new("The session has ended, and with it what it held and waited for.");
}
