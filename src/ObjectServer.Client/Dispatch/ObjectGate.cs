using System.Globalization;

namespace ObjectServer.Dispatch;

/// <summary>
/// Keeps the calls of a serialized object apart: one at a time, first come first served; read-only ones together; a call of a chain
/// that is inside already enters at once. Entering never blocks: a call that must wait is started when it may go. No more may wait than
/// its rules say.
/// </summary>
/// <remarks>Its lock is itself: nobody else sees it, every serialized object has one, and a lock of its own would take 40 bytes more.</remarks>
internal sealed partial class ObjectGate
{
    private readonly QueueRules _rules;

    // Made when the first call of a chain enters: most objects never have one.
    private Dictionary<ulong, int>? _chainsInside;
    private LinkedList<WaitingCall>? _waiting;
    private Insiders _inside;

    public ObjectGate(QueueRules? rules = null) => _rules = rules ?? QueueRules.Default;

    /// <summary>How many calls wait.</summary>
    public int Waiting => Queue.Waiting;

    /// <summary>How many calls wait, and for how long.</summary>
    public QueueState Queue
    {
        get
        {
            lock (this) return _waiting?.First is { Value: var first } ? new QueueState(_waiting.Count, _rules.Time.GetElapsedTime(first.Since)) : default;
        }
    }

    /// <summary>True when the call may run now; otherwise it does not wait, and nothing has happened.</summary>
    public bool TryEnterAtOnce(GatedCall call)
    {
        lock (this) return TryAdmit(call);
    }

    /// <summary>
    /// True when the call may run now; otherwise <see cref="GatedCall.Start"/> is called when it may, or <see cref="GatedCall.Refuse"/> at
    /// once when too many wait already.
    /// </summary>
    public bool TryEnter(GatedCall call)
    {
        LimitExceededException refusal;
        lock (this)
        {
            if (TryAdmit(call)) return true;

            // One that was abandoned on its way here is not withdrawn any more.
            if (call.IsAbandoned) return false;
            _waiting ??= new LinkedList<WaitingCall>();
            if (_waiting.Count < _rules.MostWaiting || call.IsOwn)
            {
                call.Place = _waiting.AddLast(new WaitingCall(call, _rules.Time.GetTimestamp()));
                return false;
            }

            refusal = Full(call, _waiting.Count);
        }

        call.Refuse(refusal);
        return false;
    }

    /// <summary>A call that has entered begins to run.</summary>
    /// <param name="call">The call.</param>
    /// <param name="stopwatch">What <see cref="System.Diagnostics.Stopwatch"/> shows.</param>
    public void Begin(GatedCall call, long stopwatch) => call.Begun = _rules.Moment(stopwatch);

    /// <summary>Says of a call that waits for how long it has, and who is inside; null when it does not wait.</summary>
    public string? Describe(GatedCall call)
    {
        lock (this)
        {
            return call.Place is { Value.Since: var since }
                ? $"It had waited {Insiders.Seconds(_rules.Time.GetElapsedTime(since))} for its object; {_inside.Describe(_rules)}."
                : null;
        }
    }

    /// <summary>The call has ended; those that may go now are started.</summary>
    public void Exit(GatedCall call)
    {
        GatedCall? first;
        List<GatedCall>? more;
        lock (this)
        {
            Leave(call);
            (first, more) = AdmitWaiting();
        }

        Start(first, more);
    }

    /// <summary>
    /// The call was abandoned: if it waits it does so no longer, and those that may go without it are started. False when it did not wait.
    /// </summary>
    public bool Withdraw(GatedCall call)
    {
        GatedCall? first;
        List<GatedCall>? more;
        lock (this)
        {
            if (call.Place is not { } place) return false;
            call.Place = null;
            _waiting!.Remove(place);
            (first, more) = AdmitWaiting();
        }

        Start(first, more);
        return true;
    }

    /// <summary>A call that is inside belongs to a chain from now on: others of the chain enter while it is.</summary>
    public void Adopt(GatedCall call, ulong chain)
    {
        lock (this)
        {
            call.Chain = chain;
            Count(call);
        }
    }

    private static void Start(GatedCall? first, List<GatedCall>? more)
    {
        first?.Start();
        if (more is null) return;
        foreach (GatedCall next in more) next.Start();
    }

    private bool TryAdmit(GatedCall call)
    {
        call.EnteredByChain = call.Chain != 0 && IsInside(call.Chain);
        if (!call.EnteredByChain && (_waiting is { Count: > 0 } || !Fits(call))) return false;
        Admit(call);
        return true;
    }

    // Most often one call may go, for which no list is made.
    private (GatedCall? First, List<GatedCall>? More) AdmitWaiting()
    {
        GatedCall? first = null;
        List<GatedCall>? more = null;
        while (_waiting?.First is { Value.Call: var next } && (next.IsAbandoned || Fits(next)))
        {
            _waiting.RemoveFirst();
            next.Place = null;
            if (next.IsAbandoned) continue;
            Admit(next);
            if (first is null) first = next;
            else (more ??= []).Add(next);
        }

        return (first, more);
    }

    private LimitExceededException Full(GatedCall call, int waiting)
    {
        string message = string.Create(
            CultureInfo.InvariantCulture,
            $"{call.Errand}, was refused and did not run: {waiting} calls wait for its object already, and {_rules.Option} allows {_rules.MostWaiting}; "
            + $"{_inside.Describe(_rules)}. Call again later, or raise {_rules.Option} in the options of the side that refused.");
        return new LimitExceededException(message, _rules.Option, _rules.MostWaiting, waiting + 1L, null);
    }

    private bool Fits(GatedCall call) => _inside.Writer is null && (call.IsReadOnly || _inside.Readers == 0);

    private void Admit(GatedCall call)
    {
        if (call.Chain != 0) Count(call);
        if (!call.EnteredByChain) _inside.Add(call);
    }

    private void Count(GatedCall call)
    {
        call.CountedChain = call.Chain;
        CountChain(call.Chain);
    }

    private void Leave(GatedCall call)
    {
        if (call.CountedChain != 0)
        {
            UncountChain(call.CountedChain);
            call.CountedChain = 0;
        }

        if (!call.EnteredByChain) _inside.Remove(call);
    }
}
