using ObjectServer.Client.Session.Holds;

namespace ObjectServer.Types.Queues;

/// <summary>An item that somebody has on a lease.</summary>
/// <typeparam name="T">The type of the item.</typeparam>
/// <param name="owner">The queue.</param>
/// <param name="session">Who has it; null for the server's own code.</param>
internal sealed class QueueLease<T>(SharedQueue<T> owner, SessionHolds? session) : SessionHold(session)
{
    /// <inheritdoc/>
    public override HoldKind Kind => HoldKind.Lease;

    /// <summary>The number of the lease.</summary>
    public ulong Number { get; set; }

    /// <summary>The item.</summary>
    public QueueEntry<T> Entry { get; set; }

    /// <inheritdoc/>
    public override void OnPresence() => owner.OnPresence(this);
}
