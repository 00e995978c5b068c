using ObjectServer.Dispatch;

namespace ObjectServer.Dashboard.Values;

/// <summary>The visit of who looks at an object's properties: it takes its turn as every call does.</summary>
internal sealed class PropertyVisit : GatedCall
{
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="isReadOnly">All that it reads is read-only.</param>
    public PropertyVisit(bool isReadOnly) => IsReadOnly = isReadOnly;

    /// <summary>Completes when it is inside; fails when too many wait, or when it gives up.</summary>
    public Task Entered => _entered.Task;

    /// <summary>It does not wait any longer.</summary>
    public void GiveUp() => _entered.TrySetCanceled();

    /// <inheritdoc/>
    public override bool IsAbandoned => false;

    /// <inheritdoc/>
    public override string Errand => "the dashboard, which reads the properties";

    /// <inheritdoc/>
    public override void Start() => _entered.TrySetResult();

    /// <inheritdoc/>
    public override void Refuse(LimitExceededException reason) => _entered.TrySetException(reason);
}
