using System.Diagnostics;
using ObjectServer.Client.Proxy;
using ObjectServer.Client.Session.Holds;
using ObjectServer.Contract;
using ObjectServer.Dispatch;
using ObjectServer.Dispatch.Statistics;
using ObjectServer.Objects;
using ObjectServer.Reading;
using ObjectServer.Telemetry;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>
/// One call of a shared object, from its arguments to its one outcome, whichever way it came in. Who makes it never runs it: it
/// starts on the thread pool or on the CPU lane when the object's gate lets it in. It keeps its object pinned until it has left.
/// </summary>
internal abstract partial class IncomingCall : GatedCall, IVisitingCall, IThreadPoolWorkItem
{
    // Whose code runs, for the calls that it makes: flows with it through awaits.
    private static readonly AsyncLocal<IncomingCall?> Ambient = new();

    private readonly ValueLimit _limit;
    private SharedObject _target = null!;
    private MemberInvoker _invoker = null!;
    private CancellationTokenSource? _cancellation;
    private ReceivedPayload _payload;
    private ValueReader? _reader;
    private IReadOnlyList<SharedObject>? _arguments;
    private bool _hasPayload;
    private bool _here;
    private bool _isAmbient;
    private bool _inObject;
    private bool _outside;
    private bool _keptOut;
    private bool _awaits;
    private bool _isTold;
    private int _state;

    // By Stopwatch; 0 for a call that did not wait, and for one that has not begun.
    private long _submitted;
    private long _began;
    private long _since;
    private Activity? _span;

    private bool _left;

    /// <param name="limit">What a single argument may take.</param>
    protected IncomingCall(ValueLimit limit) => _limit = limit;

    /// <inheritdoc/>
    public override bool IsAbandoned => Volatile.Read(ref _state) == (int)CallState.Settled;

    /// <inheritdoc/>
    public CancellationToken Cancellation
    {
        get
        {
            lock (Gate)
            {
                bool isNew = _cancellation is null;
                _cancellation ??= new CancellationTokenSource();
                if (isNew && IsCancelled) _cancellation.Cancel();
                return _cancellation.Token;
            }
        }
    }

    /// <inheritdoc/>
    public override string Errand => $"{_invoker.Member}, called by {Caller}";

    /// <summary>The call whose code runs here; null for code that no call runs.</summary>
    public static IncomingCall? Current => Ambient.Value;

    /// <summary>What is held for its caller; null where nothing is.</summary>
    public SessionHolds? Holds => References.Holds;

    /// <summary>Whether it is still under way.</summary>
    public bool IsInside => !Volatile.Read(ref _outside);

    /// <summary>The object.</summary>
    protected SharedObject Target => _target;

    /// <summary>How many calls of its chain stand above this one.</summary>
    protected uint Depth { get; set; }

    /// <summary>What its caller says of the trace that it belongs to.</summary>
    protected TraceContext Trace { get; set; }

    /// <summary>Guards what a cancellation and the running call both touch.</summary>
    protected Lock Gate { get; } = new();

    /// <summary>The caller has given up.</summary>
    protected bool IsCancelled { get; private set; }

    /// <summary>Nobody wants the result.</summary>
    protected virtual bool IsOneWay => false;

    /// <summary>The lock that guards it; null for none.</summary>
    protected CallGuard? Guard { get; set; }

    /// <summary>The type arguments that the caller gives, as it names them; null for none.</summary>
    protected IReadOnlyList<string>? TypeArguments { get; set; }

    /// <summary>The type arguments that a call may give.</summary>
    protected virtual AllowedTypeArguments AllowedTypeArguments => AllowedTypeArguments.FixedOnly;

    /// <summary>Where CPU-bound members run; null where they run like others.</summary>
    protected abstract CpuLane? CpuLane { get; }

    /// <summary>Who calls, for people, within a sentence.</summary>
    protected abstract string Caller { get; }

    /// <summary>What the caller's session holds.</summary>
    protected abstract SessionReferences References { get; }

    /// <summary>What the result may take.</summary>
    protected abstract ValueLimit ResultLimit { get; }

    /// <summary>The arguments are there: the call waits for its turn from now on.</summary>
    public void Submit(ReceivedPayload payload)
    {
        bool abandoned;
        if (_target.Statistics is not null) _submitted = Stopwatch.GetTimestamp();
        lock (Gate)
        {
            abandoned = IsAbandoned;
            if (!abandoned)
            {
                _payload = payload;
                _hasPayload = true;
            }
        }

        if (abandoned) References.GiveBack(payload);
        else if (_target.Gate is not { } gate || gate.TryEnter(this)) Start();
    }

    /// <summary>The arguments are there: lets the call into its object if it can be run at once, by <see cref="RunHere"/>. Otherwise nothing has happened.</summary>
    public bool TryEnterHere(in ReceivedPayload payload)
    {
        if (_target.Gate is { } gate && !gate.TryEnterAtOnce(this)) return false;
        _payload = payload;
        _hasPayload = true;
        return true;
    }

    /// <summary>Runs a call that has entered, on this thread. True when it has left, and nothing refers to it any more.</summary>
    public bool RunHere()
    {
        _here = true;
        Execute();
        bool isOver = Volatile.Read(ref _left) && _cancellation is null && !_isAmbient;

        // One that was cancelled before it ran still has its object, and may well be kept for the next call.
        if (isOver) _target = null!;
        return isOver;
    }

    /// <summary>
    /// Its code makes a call itself: that belongs to the same chain, so that it may come back to the object. The chain, and how many calls
    /// stand above the new one; 0 once this call has left, whose object it then is not inside any more.
    /// </summary>
    public (ulong Chain, uint Depth) Join()
    {
        lock (Gate)
        {
            if (_outside) return default;
            if (Chain == 0)
            {
                ulong chain = (ulong)Random.Shared.NextInt64(1, long.MaxValue);
                if ((_visited ?? _target.Gate) is { } gate) gate.Adopt(this, chain);
                else Chain = chain;
            }

            return (Chain, Depth + 1);
        }
    }

    /// <inheritdoc/>
    public override void Start()
    {
        if (TryAdmitVisit()) return;
        if (_invoker.Member.CpuBound && CpuLane is { } lane) lane.Post(static call => ((IncomingCall)call!).Execute(), this);
        else ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <inheritdoc/>
    public void Execute()
    {
        if (Volatile.Read(ref _keptOut)
            || Interlocked.CompareExchange(ref _state, (int)CallState.Running, (int)CallState.Waiting) != (int)CallState.Waiting)
        {
            _target.Gate?.Exit(this);
            return;
        }

        long start = Stopwatch.GetTimestamp();
        _began = start;
        _target.Gate?.Begin(this, start);
        RunningSlot? slot = TakeSlot(start);

        // On a thread that reads, what is current is the trace of whoever opened the link.
        if (Trace.IsNone && !CallTracing.ServedIsOn && (!_here || Activity.Current is null)) Invoke(start);
        else InvokeTraced(start);
        slot?.Leave();
    }

    private void Invoke(long start)
    {
        // A reader would not have sent the result: it sends it together with others. Where cores are busy, sending alone takes longer than quick work may.
        long sent = SendTime.OfThread;
        ValueTask running;
        try
        {
            Imports.Begin();
            Guard?.Enter();
            _reader = CallValues.OpenReader(_payload, References, _limit);
            running = _invoker.InvokeAsync(_target.Instance, _reader, this);
        }
        catch (Exception e)
        {
            // Those that were read before the one that could not be.
            _arguments ??= Imports.TakePinned();
            Ended(e, Stopwatch.GetTimestamp());
            return;
        }

        long end = Stopwatch.GetTimestamp();
        _invoker.Took(end - start - (SendTime.OfThread - sent));

        if (running.IsCompletedSuccessfully)
        {
            Ended(null, end);
            return;
        }

        Volatile.Write(ref _awaits, true);
        if (_here) Awaits();
        _ = AwaitAsync(running);
    }

    /// <summary>A call that has not started never will. Nobody is told: <see cref="Cancel()"/> follows.</summary>
    public void KeepOut() => Volatile.Write(ref _keptOut, true);

    /// <summary>The caller gives up. A call that has not started never will; one that runs is told by its token.</summary>
    public void Cancel() => Cancel(expired: false);

    /// <summary>As <see cref="Cancel()"/>.</summary>
    /// <param name="expired">Because its time is over.</param>
    protected void Cancel(bool expired)
    {
        CancellationTokenSource? cancellation;
        CancellationTokenSource? nested;
        lock (Gate)
        {
            if (IsCancelled) return;
            IsCancelled = true;
            if (expired) (_nesting ??= new CallNesting()).HasExpired = true;
            cancellation = _cancellation;
            nested = _nesting?.UnderWay;
        }

        if (Interlocked.CompareExchange(ref _state, (int)CallState.Settled, (int)CallState.Waiting) == (int)CallState.Waiting)
        {
            // Its place is free before its caller knows.
            string? waited = Volatile.Read(ref _keptOut) ? null : _target.Gate?.Describe(this);
            _target.Gate?.Withdraw(this);
            Statistics?.NeverRan(CallEnd.Cancelled);
            FailUnrun(waited);
            Leave(hasRun: false);
            return;
        }

        StopReports();

        // What is registered with the token is the object's code, which the reader must not run.
        if (nested is not null) ThreadPool.UnsafeQueueUserWorkItem(static source => Signal(source), nested, preferLocal: false);
        if (cancellation is not null) ThreadPool.UnsafeQueueUserWorkItem(static source => Signal(source), cancellation, preferLocal: false);
    }

    /// <inheritdoc/>
    public Type[] ReadTypeArguments(ContractMember member) => AllowedTypeArguments.Read(member, TypeArguments ?? []);

    /// <inheritdoc/>
    public void ArgumentsRead()
    {
        _arguments = Imports.TakePinned();
        _inObject = true;
        Imports.End();
        CloseReader();

        // Once it runs, nobody else touches the payload.
        _hasPayload = false;
        _payload.Dispose();

        // A small call on the reading thread pays for this only in a process that has something to call, or to hold.
        if (_here && !ProxyFactory.HasMade && !SessionHolds.AreUsed) return;
        _isAmbient = true;
        Ambient.Value = this;
    }

    /// <summary>
    /// Keeps an object of this side until the call has been answered, as if it were one of its arguments: for a member that returns what nobody else
    /// may hold any more. To be called by the member's own code, before it ends.
    /// </summary>
    /// <returns>False when the object has gone.</returns>
    public bool TryKeep(SharedObject shared)
    {
        if (!shared.TryPin()) return false;
        if (_arguments is List<SharedObject> kept) kept.Add(shared);
        else _arguments = (List<SharedObject>)[.. _arguments ?? [], shared];
        return true;
    }

    /// <inheritdoc/>
    public virtual void Subscribe(ContractMember member, Delegate subscriber)
    {
    }

    /// <inheritdoc/>
    public void Complete()
    {
        DropArguments();
        if (Settle()) Succeed();
    }

    /// <inheritdoc/>
    public void Complete<T>(ValueCodec<T> codec, T result)
    {
        // From here on it is not the object's code any more that can fail.
        _inObject = false;
        if (IsOneWay)
        {
            Complete();
            return;
        }

        using EncodedResult encoded = CallValues.Encode(codec, result, _invoker.Member, References, ResultLimit);
        DropArguments();
        if (Settle()) Succeed(encoded);
        else encoded.Exports?.Undo(References);
    }

    /// <inheritdoc/>
    public abstract void Report<T>(uint parameter, ValueCodec<T> codec, T report);

    /// <summary>Begins a new call, also with the object of one that has left.</summary>
    /// <param name="target">The object, pinned; unpinned when the call has left.</param>
    /// <param name="invoker">Runs the member.</param>
    protected void Begin(SharedObject target, MemberInvoker invoker)
    {
        _target = target;
        _invoker = invoker;
        IsReadOnly = invoker.Member.ReadOnly;
        EnteredByChain = false;
        Begun = 0;
        _submitted = 0;
        _began = 0;
        Trace = default;
        IsCancelled = false;
        _nesting = null;
        Guard = null;
        _inObject = false;
        _here = false;
        _isAmbient = false;
        _outside = false;
        _left = false;
        _awaits = false;
        _isTold = false;
        _state = (int)CallState.Waiting;
    }
}
