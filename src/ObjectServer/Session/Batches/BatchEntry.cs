using ObjectServer.Dispatch;
using ObjectServer.Objects;

namespace ObjectServer.Session.Batches;

/// <summary>The place of a batch at one object, and then its being inside: its calls enter by the batch's chain.</summary>
internal sealed class BatchEntry : GatedCall
{
    private readonly AtomicBatch _batch;

    /// <param name="batch">The batch.</param>
    /// <param name="target">The object, a serialized one.</param>
    /// <param name="chain">The chain to enter by.</param>
    /// <param name="readOnly">All calls of the object are of read-only members.</param>
    public BatchEntry(AtomicBatch batch, SharedObject target, ulong chain, bool readOnly)
    {
        _batch = batch;
        Id = target.Id;
        Gate = target.Gate!;
        Chain = chain;
        IsReadOnly = readOnly;
    }

    /// <summary>The object's id.</summary>
    public ulong Id { get; }

    /// <summary>The object's gate.</summary>
    public ObjectGate Gate { get; }

    /// <summary>The batch is inside. Guarded by the batch.</summary>
    public bool IsInside { get; set; }

    /// <inheritdoc/>
    public override bool IsAbandoned => _batch.IsOver;

    /// <inheritdoc/>
    public override string Errand => _batch.Errand;

    /// <inheritdoc/>
    public override void Start() => _batch.Entered(this);

    /// <inheritdoc/>
    public override void Refuse(LimitExceededException reason) => _batch.Refuse(reason);
}
