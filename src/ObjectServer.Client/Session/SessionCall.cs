using ObjectServer.Contract;
using ObjectServer.Dispatch;
using ObjectServer.Objects;
using ObjectServer.Streaming;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>One call of a session, from its frame to its result frame.</summary>
internal sealed class SessionCall : IncomingCall
{
    private readonly IncomingCalls _calls;
    private ProgressWindow? _progress;

    private bool _oneWay;
    private bool _subscribes;
    private bool _unread;

    public SessionCall(IncomingCalls calls)
        : base(calls.Side.Limit) => _calls = calls;

    public ulong Sequence { get; private set; }

    /// <summary>The number of the transfer that brings the arguments; 0 when they came with the call.</summary>
    public ulong Transfer { get; private set; }

    /// <summary>That transfer has arrived, and was not refused before. Changed only by <see cref="IncomingCalls"/>.</summary>
    public bool TransferIsThere { get; set; }

    /// <summary>The session lists it among those that run.</summary>
    public bool IsListed { get; set; }

    /// <inheritdoc/>
    protected override bool IsOneWay => _oneWay;

    /// <inheritdoc/>
    protected override AllowedTypeArguments AllowedTypeArguments => _calls.Home.TypeArguments;

    /// <inheritdoc/>
    protected override CpuLane? CpuLane => _calls.Home.CpuLane;

    /// <inheritdoc/>
    protected override TimeProvider Time => _calls.Side.Time;

    /// <inheritdoc/>
    protected override string Caller => _calls.Side.Caller;

    /// <inheritdoc/>
    protected override SessionReferences References => _calls.Side.References;

    /// <inheritdoc/>
    protected override ValueLimit ResultLimit => _calls.Side.SendLimit;

    /// <summary>Begins a call that was read; the object is pinned for it.</summary>
    public void Begin(in CallFrame frame, SharedObject target, MemberInvoker invoker)
    {
        Begin(target, invoker);
        _oneWay = frame.OneWay;
        _subscribes = false;
        Sequence = frame.Sequence;
        Transfer = frame.Transfer;
        Chain = frame.Chain;
        Depth = frame.Depth;
        TypeArguments = frame.TypeArguments;
        Trace = frame.Trace;
        if (frame.FenceLock != 0 && !EndsEnumeration(invoker.Member)) Guard = new CallGuard(_calls.Home.Objects, References, frame.FenceLock, frame.Fence);
        if (frame.TimeoutMs > 0) GiveTime(TimeSpan.FromMilliseconds(frame.TimeoutMs));
    }

    // Who has lost the lock that guards an enumeration must still be able to end it.
    private static bool EndsEnumeration(ContractMember member) =>
        member.Name == nameof(IEnumeration<>.CloseAsync) && SequenceTypes.IsEnumeration(member.DeclaringInterface);

    /// <summary>The caller has handed reports on.</summary>
    public void CreditProgress(uint reports) => _progress?.Credit(reports);

    /// <inheritdoc/>
    public override void Report<T>(uint parameter, ValueCodec<T> codec, T report)
    {
        ProgressWindow window;
        lock (Gate) window = _progress ??= new ProgressWindow();
        if (IsCancelled || IsAbandoned) window.Close();
        if (!window.Enter()) return;
        lock (window)
        {
            // Under one lock with the outcome: nothing is reported behind the result.
            if (!IsAbandoned) _calls.SendProgress(Sequence, parameter, codec, report);
        }
    }

    /// <inheritdoc/>
    public override void Subscribe(ContractMember member, Delegate subscriber)
    {
        _subscribes = true;
        _calls.Subscriptions.Note(this, Target, member, subscriber);
    }

    /// <inheritdoc/>
    protected override void Succeed() => _calls.SendResult(Sequence);

    /// <inheritdoc/>
    protected override void Succeed(EncodedResult result) => _calls.SendResult(Sequence, result);

    /// <inheritdoc/>
    protected override void Fail(Exception error, bool ofUser) => _calls.SendError(Sequence, error, ofUser, IsOneWay, _unread);

    /// <inheritdoc/>
    protected override void FailUnrun(string? waited)
    {
        _unread = _calls.RefuseArguments(this);
        base.FailUnrun(waited);
    }

    /// <inheritdoc/>
    protected override void Awaits() => _calls.ListAwaiting(this);

    /// <inheritdoc/>
    protected override void Left()
    {
        _calls.Forget(this);
        if (_subscribes) _calls.Subscriptions.Settle(this);
    }

    /// <inheritdoc/>
    protected override void StopReports() => _progress?.Close();

    /// <inheritdoc/>
    protected override bool Settle()
    {
        ProgressWindow? window;
        lock (Gate) window = _progress;
        if (window is null) return base.Settle();
        lock (window)
        {
            window.Close();
            return base.Settle();
        }
    }
}
