using ObjectServer.Contract;

namespace ObjectServer;

/// <summary>
/// What is published here reaches every subscriber, in one order for all. The topic keeps its last items; a subscriber that falls further behind
/// misses the oldest, and is told how many. Who publishes never waits. An item is immutable, such as a number, a text or a record, or a shared object,
/// which the topic holds while it keeps the item. Calls may overlap; each acts at one moment.
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
[SharedContract]
[LibraryContract("SharedTopic")]
public interface ISharedTopic<T>
{
    /// <summary>How many items the topic keeps, which is how far behind a subscriber may be.</summary>
    int Capacity { get; }

    /// <summary>The number of the last item; 0 when there was none.</summary>
    long LastNumber { get; }

    /// <summary>How many subscriptions there are.</summary>
    int Subscribers { get; }

    /// <summary>Publishes an item.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="InvalidOperationException">The topic is completed.</exception>
    long Publish(T item);

    /// <summary>Publishes an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="cancel">Cancels the call; the item may have been published all the same.</param>
    /// <returns>Its number.</returns>
    /// <exception cref="InvalidOperationException">The topic is completed.</exception>
    Task<long> PublishAsync(T item, CancellationToken cancel = default);

    /// <summary>Publishes items in one call, one behind the other.</summary>
    /// <param name="items">The items.</param>
    /// <param name="cancel">Cancels the call; the items may have been published all the same.</param>
    /// <returns>The number of the last one.</returns>
    /// <exception cref="InvalidOperationException">The topic is completed.</exception>
    Task<long> PublishManyAsync(T[] items, CancellationToken cancel = default);

    /// <summary>
    /// What is published from now on. The subscription begins when the first item is asked for, and ends when the sequence is left or the subscriber's session
    /// ends.
    /// </summary>
    /// <param name="after">
    /// Null: from now on. Otherwise what was published after this number, as far as the topic still keeps it: <see cref="LastNumber"/> misses nothing that
    /// is published before the subscription begins; the number of the last message goes on after a lost session; 0 begins with the oldest.
    /// </param>
    /// <param name="cancel">Ends the sequence.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative, or has not been published yet.</exception>
    /// <exception cref="LimitExceededException">There are as many subscriptions as there may be.</exception>
    /// <exception cref="ObjectGoneException">The topic was deleted.</exception>
    IAsyncEnumerable<TopicMessage<T>> SubscribeAsync(long? after = null, CancellationToken cancel = default);

    /// <summary>Nothing can be published any more; subscriptions end when they have had what the topic keeps. Again: nothing.</summary>
    /// <param name="cancel">Cancels the call.</param>
    Task CompleteAsync(CancellationToken cancel = default);
}
