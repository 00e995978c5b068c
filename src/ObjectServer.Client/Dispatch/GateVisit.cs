namespace ObjectServer.Dispatch;

/// <summary>Enters an object for what no call asks for, such as the end of an enumeration that nobody holds any more.</summary>
internal sealed class GateVisit : GatedCall
{
    private readonly TaskCompletionSource _admitted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="readOnly">It may run together with read-only calls.</param>
    public GateVisit(bool readOnly) => IsReadOnly = readOnly;

    /// <inheritdoc/>
    public override bool IsAbandoned => false;

    /// <inheritdoc/>
    public override bool IsOwn => true;

    /// <inheritdoc/>
    public override string Errand => "the end of a sequence";

    /// <summary>Completes when it is inside.</summary>
    public Task EnterAsync(ObjectGate gate) => gate.TryEnter(this) ? Task.CompletedTask : _admitted.Task;

    /// <inheritdoc/>
    public override void Start() => _admitted.TrySetResult();

    /// <inheritdoc/>
    public override void Refuse(LimitExceededException reason) => _admitted.TrySetException(reason);
}
