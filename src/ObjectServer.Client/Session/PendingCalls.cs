namespace ObjectServer.Client.Session;

/// <summary>The calls of a session that await their answer, by sequence. Bounded by the credits of the session. Calls may overlap.</summary>
internal sealed class PendingCalls
{
    // So many answers to callers that read make a call slow that was sent before all of them.
    private const int FreshAnswers = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, PendingCall> _calls = [];
    private Exception? _closed;
    private int _count;
    private int _readers;
    private long _answeredReaders;
    private long _freshUntil;

    // Set while somebody waits for the answers that nobody else waits for.
    private TaskCompletionSource? _oneWayAnswered;

    /// <summary>How many there are.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>How many of them need somebody else to read their answer.</summary>
    public int Unread
    {
        get
        {
            lock (_gate) return _count - _readers;
        }
    }

    /// <summary>
    /// The answer of a call that somebody else must read may be there at any moment. Not that of a call which is slow: many calls that were sent after it have
    /// been answered, such as when it waits for an item of a queue, or carries a large array.
    /// </summary>
    public bool HasFreshUnread
    {
        get
        {
            lock (_gate) return _count > _readers && _answeredReaders < _freshUntil;
        }
    }

    /// <summary>One answer may be there at any moment, and no other.</summary>
    public bool ExpectsOne => Count == 1 || (Volatile.Read(ref _readers) == 1 && !HasFreshUnread);

    /// <summary>How many calls have been answered so far whose callers can read.</summary>
    public long AnsweredReaders => Volatile.Read(ref _answeredReaders);

    /// <summary>Completes when no one-way call awaits its answer, or the session has ended.</summary>
    public Task OneWayAnsweredAsync()
    {
        lock (_gate)
        {
            if (!HasOneWay()) return Task.CompletedTask;
            return (_oneWayAnswered ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
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
            _count++;
            if (call.CanRead) _readers++;
            else _freshUntil = _answeredReaders + FreshAnswers;
            return true;
        }
    }

    /// <summary>Finds a call, which stays.</summary>
    public PendingCall? Find(ulong sequence)
    {
        lock (_gate) return _calls.GetValueOrDefault(sequence);
    }

    /// <summary>Finds a call, which stays, and whose caller is not to read from now on: its answer comes another way.</summary>
    public PendingCall? FindForTransfer(ulong sequence)
    {
        lock (_gate)
        {
            if (!_calls.TryGetValue(sequence, out PendingCall? call) || !call.CanRead) return call;
            call.CanRead = false;
            _readers--;
            return call;
        }
    }

    /// <summary>Nobody reads for itself from now on who has sent a call: the lane that it would have read is over.</summary>
    public void ReadForAll()
    {
        lock (_gate)
        {
            foreach (PendingCall call in _calls.Values) call.CanRead = false;
            _readers = 0;
        }
    }

    /// <summary>Takes a call out; null when there is none of that number.</summary>
    public PendingCall? Remove(ulong sequence)
    {
        lock (_gate)
        {
            if (!_calls.Remove(sequence, out PendingCall? call)) return null;
            _count--;
            if (_oneWayAnswered is not null && !HasOneWay()) _oneWayAnswered.TrySetResult();
            if (!call.CanRead) return call;
            _readers--;
            _answeredReaders++;
            return call;
        }
    }

    /// <summary>Takes all calls out and refuses later ones for <paramref name="reason"/>.</summary>
    public IReadOnlyList<PendingCall> Close(Exception reason)
    {
        lock (_gate)
        {
            _closed ??= reason;
            PendingCall[] all = [.. _calls.Values];
            _calls.Clear();
            _count = 0;
            _readers = 0;
            _oneWayAnswered?.TrySetResult();
            return all;
        }
    }

    private bool HasOneWay() => _calls.Values.Any(call => call is OneWayCall);
}
