using System.Buffers;
using Google.Protobuf;
using ObjectServer.Client.Session;
using ObjectServer.Contract;
using ObjectServer.Dispatch;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Session.Batches;

/// <summary>One call of a running batch. It enters its object by the batch's chain, and tells its outcome to the batch.</summary>
internal sealed class BatchedCall : IncomingCall
{
    private readonly ServerSession _session;
    private readonly AtomicBatch _batch;
    private readonly BatchStep _step;
    private int _ends;

    /// <param name="session">Whose call it is.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="step">What to run; its object's pin is this call's from here on.</param>
    /// <param name="depth">How many calls stand above the batch.</param>
    public BatchedCall(ServerSession session, AtomicBatch batch, BatchStep step, uint depth)
        : base(session.Limit)
    {
        _session = session;
        _batch = batch;
        _step = step;
        Chain = batch.Chain;
        Depth = depth;
        if (step.Asked.TypeArguments.Count > 0) TypeArguments = step.Asked.TypeArguments;
        Begin(step.Target, step.Invoker);
        Trace = batch.Trace;
    }

    /// <inheritdoc/>
    protected override AllowedTypeArguments AllowedTypeArguments => _session.Server.Home.TypeArguments;

    /// <inheritdoc/>
    protected override CpuLane? CpuLane => _session.Server.Home.CpuLane;

    /// <inheritdoc/>
    protected override TimeProvider Time => _session.Time;

    /// <inheritdoc/>
    protected override string Caller => _session.Caller;

    /// <inheritdoc/>
    protected override SessionReferences References => _session.References;

    /// <inheritdoc/>
    protected override ValueLimit ResultLimit => _session.SendLimit;

    /// <summary>Runs the call. True when it has ended; otherwise the batch goes on with the pool when it has.</summary>
    public bool Run()
    {
        ReceivedPayload payload = Payload(_step.Asked.Arguments);
        if (_step.Invoker.Member.CpuBound || !TryEnterHere(payload))
        {
            _batch.Begins(this);
            Submit(payload);
        }
        else
        {
            _batch.Begins(this);
            RunHere();
        }

        return IsSecond();
    }

    /// <summary>Nobody hears reports: what a batch answers, it answers at its end.</summary>
    public override void Report<T>(uint parameter, ValueCodec<T> codec, T report)
    {
    }

    /// <inheritdoc/>
    public override void Subscribe(ContractMember member, Delegate subscriber) =>
        throw new ArgumentEncodingException($"{member} cannot be called in a batch: subscribe to events by themselves.");

    /// <inheritdoc/>
    protected override void Succeed() => _batch.Succeeded(ByteString.Empty, null);

    /// <inheritdoc/>
    protected override void Succeed(EncodedResult result) =>
        _batch.Succeeded(UnsafeByteOperations.UnsafeWrap(result.Payload.AsSequence().ToArray()), result.Exports);

    /// <inheritdoc/>
    protected override void Fail(Exception error, bool ofUser) => _batch.Failed(error, ofUser);

    /// <inheritdoc/>
    protected override void Left()
    {
        if (IsSecond()) ThreadPool.UnsafeQueueUserWorkItem(_batch, preferLocal: false);
    }

    // Whoever is later of the one who ran it and its end goes on with the batch.
    private bool IsSecond() => Interlocked.Increment(ref _ends) == 2;

    private static ReceivedPayload Payload(ByteString arguments)
    {
        if (arguments.IsEmpty) return default;
        PayloadBuffer buffer = CallValues.TakeBuffer();
        buffer.Write(arguments.Span);
        return new ReceivedPayload(buffer);
    }
}
