using ObjectServer.Client.Session.Holds;

namespace ObjectServer.Types.Queues;

/// <content>Items that somebody has on a lease.</content>
internal sealed partial class SharedQueue<T>
{
    private readonly Dictionary<ulong, QueueLease<T>> _leases = [];
    private ulong _lastLease;

    /// <inheritdoc/>
    public int Leased
    {
        get
        {
            lock (_gate) return _leases.Count;
        }
    }

    /// <inheritdoc/>
    public Task AckAsync(ulong lease, CancellationToken cancel = default) => AckManyAsync([lease], cancel);

    /// <inheritdoc/>
    public Task AckManyAsync(ulong[] leases, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(leases);
        lock (_gate)
        {
            DemandThere();
            foreach (ulong lease in leases) DemandGiven(lease);
            List<ulong> lost = [];
            foreach (ulong number in leases)
            {
                if (!_leases.Remove(number, out QueueLease<T>? lease))
                {
                    lost.Add(number);
                    continue;
                }

                lease.TryEnd();
                _holds.Remove(lease.Entry.Item);
                if (_unfinished > 0) _unfinished--;
            }

            Settle();
            if (lost.Count > 0) throw Lost(lost);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task GiveBackAsync(ulong lease, CancellationToken cancel = default)
    {
        lock (_gate)
        {
            DemandThere();
            DemandGiven(lease);
            if (!_leases.TryGetValue(lease, out QueueLease<T>? found)) throw Lost([lease]);
            TakeBack(found);
        }

        return Task.CompletedTask;
    }

    /// <summary>Where the client is that has a lease has changed.</summary>
    internal void OnPresence(QueueLease<T> lease)
    {
        if (lease.Presence == SessionPresence.Here) return;
        lock (_gate) TakeBack(lease);
    }

    // Under the gate, as is all below.
    private GivenItems<T> Lend(SessionHolds? session, int most)
    {
        var entries = new List<QueueEntry<T>>();
        ulong first = _lastLease + 1;
        while (entries.Count < most && _items.Count > 0)
        {
            var lease = new QueueLease<T>(this, session);
            try
            {
                lease.Begin();
            }
            catch (LimitExceededException) when (entries.Count > 0)
            {
                break;
            }

            // Who has gone since is told of nothing any more.
            if (lease.Presence != SessionPresence.Here)
            {
                lease.TryEnd();
                if (entries.Count == 0) throw SessionEnded();
                break;
            }

            QueueEntry<T> entry = _items.Take();
            lease.Entry = entry = entry with { Deliveries = entry.Deliveries + 1 };
            lease.Number = ++_lastLease;
            _leases.Add(lease.Number, lease);
            entries.Add(entry);
        }

        return new GivenItems<T>([.. entries], first);
    }

    private void TakeBack(QueueLease<T> lease)
    {
        if (!_leases.Remove(lease.Number)) return;
        lease.TryEnd();
        _items.GiveBack(lease.Entry);
        Settle();
    }

    private void EndLeases()
    {
        foreach (QueueLease<T> lease in _leases.Values) lease.TryEnd();
        _leases.Clear();
    }

    private void DemandGiven(ulong lease)
    {
        if (lease == 0 || lease > _lastLease)
            throw new ArgumentException($"The queue has never given a lease {lease} to anybody; the last one was {_lastLease}.", nameof(lease));
    }

    private static LockLostException Lost(List<ulong> leases) => new(
        $"The {(leases.Count == 1 ? "lease" : "leases")} {string.Join(", ", leases.Take(10))}{(leases.Count > 10 ? ", …" : "")} {(leases.Count == 1 ? "is" : "are")} over: acknowledged, "
        + $"given back, or the client was away for longer than the server waits ({nameof(ObjectServerOptions)}.{nameof(ObjectServerOptions.LockGrace)}). Somebody else may have the item.");
}
