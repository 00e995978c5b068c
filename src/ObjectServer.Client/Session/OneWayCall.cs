using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>A call whose caller has gone on: its answer only gives its place back.</summary>
internal sealed class OneWayCall : PendingCall
{
    /// <inheritdoc/>
    protected override void Complete(ReceivedPayload payload) => payload.Dispose();

    /// <inheritdoc/>
    protected override void Complete(Exception error)
    {
        // The contract says that the caller learns nothing of the outcome.
    }

    /// <inheritdoc/>
    protected override void Discard(ReceivedPayload payload) => payload.Dispose();
}
