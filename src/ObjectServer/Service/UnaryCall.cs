using ObjectServer.Client.Session;
using ObjectServer.Contract;
using ObjectServer.Dispatch;
using ObjectServer.Objects;
using ObjectServer.Streaming;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Service;

/// <summary>
/// One call of the unary service. Its caller is answered when the member has ended, or at once when the caller gives up; what the
/// member still does then is nobody's any more.
/// </summary>
internal sealed class UnaryCall : IncomingCall
{
    private readonly UnarySession _session;
    private readonly TaskCompletionSource<InvokeReply> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ContractMember _member;
    private readonly bool _several;
    private GivenUp? _givenUp;

    public UnaryCall(UnarySession session, SharedObject target, MemberInvoker invoker, IReadOnlyList<string>? typeArguments = null)
        : base(session.Server.Limit)
    {
        _session = session;
        _member = invoker.Member;
        _several = invoker is SnapshotInvoker;
        TypeArguments = typeArguments;
        Begin(target, invoker);
    }

    /// <summary>The result, if there is one, and what ref and out parameters have become; of a snapshot all its values, as these. Fails with <see cref="MemberFailedException"/> when the member threw.</summary>
    public Task<InvokeReply> Outcome => _outcome.Task;

    /// <inheritdoc/>
    protected override AllowedTypeArguments AllowedTypeArguments => _session.Server.Home.TypeArguments;

    /// <inheritdoc/>
    protected override CpuLane? CpuLane => _session.Server.Home.CpuLane;

    /// <inheritdoc/>
    protected override TimeProvider Time => _session.Server.Time;

    /// <inheritdoc/>
    protected override string Caller => $"the client {_session.ClientName} of the unary service";

    /// <inheritdoc/>
    protected override SessionReferences References => _session.References;

    /// <inheritdoc/>
    protected override ValueLimit ResultLimit => _session.ReplyLimit;

    /// <summary>The trace that it belongs to. To be said before it begins.</summary>
    public void TraceAs(in TraceContext trace) => Trace = trace;

    /// <summary>A lock of the session's guards the call. To be said before it begins.</summary>
    /// <param name="id">The id of the lock; 0 for none.</param>
    /// <param name="token">The token.</param>
    public void GuardBy(ulong id, ulong token)
    {
        if (id != 0) Guard = new CallGuard(_session.Server.Host.Objects, _session.References, id, token);
    }

    /// <summary>Nobody waits for the call any more. It fails with the first reason given, unless it has ended; a member that runs is told.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="neverRan">What to say instead when the member has not begun; null for the same.</param>
    public void GiveUp(Exception reason, Exception? neverRan = null)
    {
        Interlocked.CompareExchange(ref _givenUp, new GivenUp(reason, neverRan ?? reason), null);
        Cancel();
        if (Settle()) Fail(_givenUp.Reason, ofUser: false);
    }

    /// <summary>There is no way for reports to the caller of a single request: nobody hears them.</summary>
    public override void Report<T>(uint parameter, ValueCodec<T> codec, T report)
    {
    }

    /// <inheritdoc/>
    protected override void Succeed() => _outcome.TrySetResult(new InvokeReply());

    /// <inheritdoc/>
    protected override void Succeed(EncodedResult result)
    {
        try
        {
            var values = Wire.Values.Parser.ParseFrom(result.Payload.AsSequence());
            var reply = new InvokeReply();
            if (SequenceTypes.IsBlock(_member.ResultType))
            {
                _outcome.TrySetResult(BlockReply.Of(values));
                return;
            }

            int results = _several ? 0 : values.Items.Count - _member.Returned.Count;
            if (results > 0) reply.Result = values.Items[0];
            reply.OutValues.AddRange(values.Items.Skip(results));
            _outcome.TrySetResult(reply);
        }
        catch (Exception e)
        {
            // The outcome is settled: whatever goes wrong now is this call's error, and nobody else tells it.
            _outcome.TrySetException(e);
        }
    }

    /// <inheritdoc/>
    protected override void Fail(Exception error, bool ofUser)
    {
        if (ofUser) _outcome.TrySetException(new MemberFailedException(error));
        else _outcome.TrySetException(error is OperationCanceledException && _givenUp is { } why ? why.Reason : error);
    }

    /// <inheritdoc/>
    protected override void FailUnrun(string? waited)
    {
        Exception reason = _givenUp!.NeverRan;
        _outcome.TrySetException(waited is not null && reason is TimeoutException ? new TimeoutException($"{reason.Message} {waited}").Mark(CallOutcome.NotExecuted) : reason);
    }

    /// <inheritdoc/>
    protected override void Left() => _session.Forget(this);

    private sealed record GivenUp(Exception Reason, Exception NeverRan);
}
