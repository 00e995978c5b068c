using Google.Protobuf;
using ObjectServer.Client.Session;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Session.Batches;

/// <content>The calls of a batch, one after the other, and what became of them. Only one thread at a time is here.</content>
internal sealed partial class AtomicBatch
{
    // What a result has around it in the answer, amply.
    private const int BytesPerResult = 16;

    private readonly BatchOutcome _outcome = new();
    private readonly List<Exports> _exports = [];
    private long _bytes;

    /// <summary>Runs calls until one has not ended when it returns, which then has the batch go on; or until the end.</summary>
    public void Execute()
    {
        while (Next() is { } call)
        {
            if (!call.Run()) return;
        }

        End();
    }

    /// <summary>A call runs from now on; told at once if the batch has been cancelled meanwhile.</summary>
    public void Begins(BatchedCall call)
    {
        bool cancelled;
        lock (_gate)
        {
            _current = call;
            cancelled = _cancelled;
        }

        if (cancelled) call.Cancel();
    }

    /// <summary>The running call has ended without error.</summary>
    /// <param name="result">Its result, a Values message.</param>
    /// <param name="exports">What it mentions.</param>
    public void Succeeded(ByteString result, Exports? exports)
    {
        _bytes += result.Length + BytesPerResult;
        ValueLimit limit = _session.SendLimit;
        if (_bytes > limit.MaxBytes)
        {
            exports?.Undo(_session.References);
            Failed(new LimitExceededException(limit.OptionName, limit.MaxBytes, _bytes, "What the calls of the batch result in"), ofUser: false);
            return;
        }

        if (exports is not null) _exports.Add(exports);
        if (_steps[_next - 1].Asked is { HasExpected: true } asked && asked.Expected != result)
        {
            _outcome.Failed = (uint)(_next - 1);
            _outcome.Conflict = result;
            return;
        }

        _outcome.Results.Add(result);
    }

    /// <summary>The running call has failed: it is the last one.</summary>
    public void Failed(Exception error, bool ofUser) => Note(_next - 1, error, ofUser);

    private BatchedCall? Next()
    {
        if (_outcome.Error is not null || _outcome.HasConflict || _next == _steps.Length) return null;
        bool cancelled;
        lock (_gate) cancelled = _cancelled;
        if (cancelled)
        {
            var cancellation = new OperationCanceledException($"The batch was cancelled when {_next} of its {_steps.Length} calls had run.");
            Note(_next, cancellation.Mark(CallOutcome.NotExecuted), ofUser: false);
            return null;
        }

        BatchStep step = _steps[_next++];
        return new BatchedCall(_session, this, step, _depth);
    }

    private void Note(int call, Exception error, bool ofUser)
    {
        _outcome.Failed = (uint)call;
        _outcome.Error = ofUser ? _session.Errors.ToWireFromUser(error, _session.IncludeStack) : _session.Errors.ToWire(error, _session.IncludeStack);
    }

    private void End()
    {
        lock (_gate)
        {
            _state = BatchState.Over;
            _current = null;
        }

        Leave(wasRunning: true);
        DropFrom(_next);
        _session.Forget(this);
        Send();
    }

    /// <summary>Refuses a batch, which has not begun, for one of its calls.</summary>
    private void Answer(int call, Exception refusal)
    {
        lock (_gate)
        {
            if (_state == BatchState.Over) return;
            _state = BatchState.Over;
        }

        Note(call, refusal, ofUser: false);
        _session.Forget(this);
        Send();
    }

    private void Send()
    {
        try
        {
            using EncodedResult result = CallValues.Encode(ValueCodecs.Of<BatchOutcome>(), _outcome, null, _session.References, _session.SendLimit);
            _session.Served.SendResult(Sequence, result);
        }
        catch (ObjectServerException e)
        {
            _session.Served.SendError(Sequence, e, ofUser: false, oneWay: false);
        }

        // A release goes by the same lane, and so behind it.
        foreach (Exports exports in _exports) exports.Unpin();
    }
}
