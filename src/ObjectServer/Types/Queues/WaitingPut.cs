using ObjectServer.Client.Session.Holds;

namespace ObjectServer.Types.Queues;

/// <summary>Somebody who waits for room.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <param name="onPresence">What the queue does when <see cref="SessionHold.Presence"/> has changed.</param>
/// <param name="session">For whom; null for the server's own code.</param>
/// <param name="items">What is to be put.</param>
/// <param name="done">How many of them have been put already.</param>
internal sealed class WaitingPut<T>(Action<QueueWait> onPresence, SessionHolds? session, T[] items, int done) : QueueWait<int>(onPresence, session, 0)
{
    /// <summary>How many have been put.</summary>
    public int Done { get; private set; } = done;

    /// <summary>Whether all have been put.</summary>
    public bool IsDone => Done == items.Length;

    /// <inheritdoc/>
    protected override int Late => Done;

    /// <summary>The next one, which is put now.</summary>
    public T Next() => items[Done++];
}
