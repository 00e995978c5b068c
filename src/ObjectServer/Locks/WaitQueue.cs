using ObjectServer.Client.Session.Holds;

namespace ObjectServer.Locks;

/// <summary>
/// Those who wait for something to happen, in the order in which they came. Nobody is kept whose session has ended. Calls may overlap; all is
/// guarded by one gate, that of the object which they wait at.
/// </summary>
/// <param name="what">What they wait at, as the beginning of a sentence.</param>
/// <param name="mostWaiting">How many may wait at a time, as <see cref="ObjectServerOptions.MaxWaitingCalls"/> says.</param>
/// <param name="time">The clock of waits that end.</param>
/// <param name="gate">The object's gate.</param>
internal sealed partial class WaitQueue(string what, int mostWaiting, TimeProvider time, Lock gate)
{
    private readonly LinkedList<Waiter> _waiting = [];

    /// <summary>Whether one is taken out when its client is away for longer than others wait for it. Default: it keeps its place, and is passed over.</summary>
    public bool DropsAway { get; init; }

    /// <summary>Told, under the gate, of one whose time is over, before that is told itself. Default: nobody is.</summary>
    public Action<Waiter>? TimedOut { get; init; }

    /// <summary>How many wait.</summary>
    public int Count
    {
        get
        {
            lock (gate) return _waiting.Count;
        }
    }

    /// <summary>One more waits.</summary>
    /// <exception cref="LimitExceededException">As many wait as may, or the session holds as many as it may.</exception>
    /// <exception cref="OperationCanceledException">The session has ended.</exception>
    public Waiter Add(SessionHolds? session)
    {
        lock (gate)
        {
            if (_waiting.Count >= mostWaiting)
            {
                throw new LimitExceededException(
                    $"{nameof(ObjectServerOptions)}.{nameof(ObjectServerOptions.MaxWaitingCalls)}", mostWaiting, mostWaiting + 1L, $"The queue at {what}");
            }

            var waiter = new Waiter(this, session);
            waiter.Begin();
            waiter.Node = _waiting.AddLast(waiter);
            return waiter;
        }
    }

    /// <summary>Waits until one is let go.</summary>
    /// <returns>Its number among those that were let go together; -1 when its time was over first.</returns>
    /// <exception cref="OperationCanceledException">It has given up, or its session has ended.</exception>
    public async Task<int> AwaitAsync(Waiter waiter, TimeSpan? timeout, CancellationToken cancel)
    {
        lock (gate)
        {
            if (!waiter.Ended.IsCompleted && timeout is { } limit && limit != Timeout.InfiniteTimeSpan)
            {
                if (limit == TimeSpan.Zero) Expire(waiter);
                else waiter.Timer = time.CreateTimer(one => Expire((Waiter)one!), waiter, limit, Timeout.InfiniteTimeSpan);
            }
        }

        // Its session may have ended before it could be told.
        OnPresence(waiter);
        using CancellationTokenRegistration registration = cancel.UnsafeRegister(_ => TryFail(waiter, new OperationCanceledException(cancel)), null);
        return await waiter.Ended;
    }

    /// <summary>Lets the first ones go, those passed over whose clients are away; each gets its number, from 0.</summary>
    /// <returns>How many.</returns>
    public int Release(int count)
    {
        lock (gate)
        {
            int released = 0;
            for (LinkedListNode<Waiter>? node = _waiting.First; node is not null && released < count;)
            {
                Waiter waiter = node.Value;
                node = node.Next;
                if (waiter.Presence != SessionPresence.Here) continue;
                Take(waiter);
                waiter.Conclude(released++);
            }

            return released;
        }
    }

    /// <summary>Lets all go.</summary>
    public void ReleaseAll()
    {
        lock (gate)
        {
            int number = 0;
            while (_waiting.First is { Value: var first })
            {
                Take(first);
                first.Conclude(number++);
            }
        }
    }

    /// <summary>Takes the first ones out of the queue, which wait on.</summary>
    public Waiter[] TakeFirst(int count)
    {
        lock (gate)
        {
            Waiter[] first = [.. _waiting.Take(count)];
            foreach (Waiter one in first) Take(one);
            return first;
        }
    }

    /// <summary>All fail.</summary>
    public void FailAll(Exception reason)
    {
        lock (gate)
        {
            while (_waiting.First is { Value: var first })
            {
                Take(first);
                first.Conclude(reason);
            }
        }
    }

    /// <summary>One fails, unless it has ended.</summary>
    public void TryFail(Waiter waiter, Exception reason)
    {
        lock (gate)
        {
            if (waiter.Ended.IsCompleted) return;
            Take(waiter);
            waiter.Conclude(reason);
        }
    }

    /// <summary>Where the client is of one who waits has changed.</summary>
    public void OnPresence(Waiter waiter)
    {
        SessionPresence presence = waiter.Presence;
        if (presence == SessionPresence.Ended) TryFail(waiter, new OperationCanceledException("The session has ended, and with it what it waited for."));
        else if (presence == SessionPresence.Away && DropsAway) TryFail(waiter, Left());
    }

    private void Expire(Waiter waiter)
    {
        lock (gate)
        {
            if (waiter.Ended.IsCompleted) return;
            TimedOut?.Invoke(waiter);
            Take(waiter);
            waiter.Conclude(-1);
        }
    }

    private void Take(Waiter waiter)
    {
        if (waiter.Node is not { } node) return;
        waiter.Node = null;
        _waiting.Remove(node);
    }

    private LockLostException Left() => new(
        $"The place at {what} is given up: its client was away for longer than the server waits ({nameof(ObjectServerOptions)}.{nameof(ObjectServerOptions.LockGrace)}). Wait again.");
}
