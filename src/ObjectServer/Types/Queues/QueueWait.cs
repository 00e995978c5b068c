using ObjectServer.Client.Session.Holds;

namespace ObjectServer.Types.Queues;

/// <summary>Somebody who waits at a queue. All is guarded by the queue's gate.</summary>
/// <param name="onPresence">What the queue does when <see cref="SessionHold.Presence"/> has changed.</param>
/// <param name="session">For whom; null for the server's own code.</param>
internal abstract class QueueWait(Action<QueueWait> onPresence, SessionHolds? session) : SessionHold(session)
{
    /// <summary>Its place among those who wait for the same.</summary>
    public LinkedListNode<QueueWait>? Waiting { get; set; }

    /// <summary>Ends its time; null when it waits for ever.</summary>
    public ITimer? Timer { get; set; }

    /// <summary>Whether it still waits.</summary>
    public bool IsWaiting => Waiting?.List is not null;

    /// <summary>It will not get what it waits for. Again: nothing.</summary>
    public abstract void Fail(Exception reason);

    /// <summary>Its time is over. Again: nothing.</summary>
    public abstract void TimeOut();

    /// <inheritdoc/>
    public override void OnPresence() => onPresence(this);

    /// <summary>It does not wait any more.</summary>
    protected void Leave()
    {
        Waiting?.List?.Remove(Waiting);
        Timer?.Dispose();
        TryEnd();
    }
}
