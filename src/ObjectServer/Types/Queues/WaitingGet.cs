using ObjectServer.Client.Session.Holds;

namespace ObjectServer.Types.Queues;

/// <summary>Somebody who waits for items.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <param name="onPresence">What the queue does when <see cref="SessionHold.Presence"/> has changed.</param>
/// <param name="session">For whom; null for the server's own code.</param>
/// <param name="most">How many it takes.</param>
/// <param name="isLease">It takes them on a lease.</param>
internal sealed class WaitingGet<T>(Action<QueueWait> onPresence, SessionHolds? session, int most, bool isLease)
    : QueueWait<GivenItems<T>>(onPresence, session, GivenItems<T>.None)
{
    /// <summary>How many it takes.</summary>
    public int Most => most;

    /// <summary>It takes them on a lease.</summary>
    public bool IsLease => isLease;
}
