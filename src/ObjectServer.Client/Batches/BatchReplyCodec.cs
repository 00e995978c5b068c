using ObjectServer.Client.Session;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Client.Batches;

/// <summary>Reads the answer to an atomic batch, and all results in it: the references that they bring are counted, whoever wants them.</summary>
/// <param name="session">The session that it comes by.</param>
/// <param name="calls">The calls of the batch.</param>
internal sealed class BatchReplyCodec(SessionSide session, IReadOnlyList<RecordedCall> calls) : ValueCodec<BatchReply>
{
    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Message;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, BatchReply value) => throw new NotSupportedException("Only the server answers a batch.");

    /// <inheritdoc/>
    public override BatchReply Read(ValueReader reader)
    {
        BatchOutcome outcome = ValueCodecs.Of<BatchOutcome>().Read(reader);
        if (outcome.Results.Count > calls.Count) throw new ProtocolException("The server answered a batch with more results than calls.");
        Action[] results = [.. outcome.Results.Select((result, i) => calls[i].Read(session, result.Memory))];
        if (outcome.Failed >= calls.Count) throw new ProtocolException("The server answered a batch with an error of a call that is not in it.");
        int failed = (int)outcome.Failed;
        Exception? error = outcome.Error is { } told ? session.Errors.FromWire(told)
            : outcome.HasConflict ? calls[failed].Conflict(session, outcome.Conflict.Memory)
            : null;
        return new BatchReply(results, failed, error);
    }
}
