namespace ObjectServer.Client.Session;

/// <summary>The calls of a session that await their answer, by sequence. Bounded by the credits of the session.</summary>
internal sealed class PendingCalls
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, PendingCall> _calls = [];
    private Exception? _closed;

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _calls.Count;
        }
    }

    /// <summary>Adds a call; false when the session has ended, with the reason.</summary>
    public bool TryAdd(PendingCall call, out Exception? closed)
    {
        lock (_gate)
        {
            closed = _closed;
            if (closed is not null) return false;
            _calls.Add(call.Sequence, call);
            return true;
        }
    }

    /// <summary>Finds a call, which stays.</summary>
    public PendingCall? Find(ulong sequence)
    {
        lock (_gate) return _calls.GetValueOrDefault(sequence);
    }

    /// <summary>Takes a call out; null when there is none of that number.</summary>
    public PendingCall? Remove(ulong sequence)
    {
        lock (_gate) return _calls.Remove(sequence, out PendingCall? call) ? call : null;
    }

    /// <summary>Takes all calls out and refuses later ones for <paramref name="reason"/>.</summary>
    public IReadOnlyList<PendingCall> Close(Exception reason)
    {
        lock (_gate)
        {
            _closed ??= reason;
            PendingCall[] all = [.. _calls.Values];
            _calls.Clear();
            return all;
        }
    }
}
