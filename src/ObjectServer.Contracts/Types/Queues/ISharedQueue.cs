using ObjectServer.Contract;

namespace ObjectServer;

/// <summary>
/// A queue of bounded length from which each item is got once, by whoever asks first. Who waits to put or to get is served in the order of asking;
/// who waits in a session that ends is taken out, and one whose client has no link at the moment is passed over until it is back. An item is immutable,
/// such as a number, a text or a record, or a shared object, which the queue holds. Calls may overlap; each acts at one moment.
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <remarks>
/// <para>
/// A plain get takes the item out when it is answered. The answer arrives once however often the link breaks, as long as the client's process and the
/// session live; a client that dies with it takes the item along. A leased get keeps the item's place until <see cref="AckAsync"/>: if the client's
/// session ends first, or its client is away for longer than <c>ObjectServerOptions.LockGrace</c>, the item goes back to where it was, in front of what
/// was behind it.
/// </para>
/// <para>Timeouts are measured by the server's clock; null waits for ever, zero not at all. A call that is cancelled may have succeeded all the same.</para>
/// </remarks>
[SharedContract]
[LibraryContract("SharedQueue")]
public interface ISharedQueue<T>
{
    /// <summary>How many items can be got; those on a lease are not counted.</summary>
    int Count { get; }

    /// <summary>How many items are on a lease.</summary>
    int Leased { get; }

    /// <summary>How many items there may be, those on a lease included.</summary>
    int Capacity { get; }

    /// <summary>Which item is got next.</summary>
    QueueOrder Order { get; }

    /// <summary>Whether there is nothing to get.</summary>
    bool IsEmpty { get; }

    /// <summary>Whether there is no room to put anything.</summary>
    bool IsFull { get; }

    /// <summary>Whether nothing can be put any more, and nothing is left: neither to get nor on a lease.</summary>
    bool IsCompleted { get; }

    /// <summary>How many calls wait for an item.</summary>
    int WaitingGets { get; }

    /// <summary>How many calls wait for room.</summary>
    int WaitingPuts { get; }

    /// <summary>How many items were put that nobody has reported as done.</summary>
    long Unfinished { get; }

    /// <summary>Puts an item; waits while the queue is full.</summary>
    /// <param name="item">The item.</param>
    /// <param name="timeout">How long to wait; null for ever, zero not at all.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>False when there was no room for so long, and the item was not put.</returns>
    /// <exception cref="InvalidOperationException">The queue is completed.</exception>
    /// <exception cref="LimitExceededException">As many calls wait for room as may.</exception>
    /// <exception cref="ObjectGoneException">The queue was deleted.</exception>
    Task<bool> PutAsync(T item, TimeSpan? timeout = null, CancellationToken cancel = default);

    /// <summary>Puts an item if there is room; does not wait.</summary>
    /// <returns>False when there is none, and the item was not put.</returns>
    /// <exception cref="InvalidOperationException">The queue is completed.</exception>
    bool TryPut(T item);

    /// <summary>Puts items one behind the other, in one call; waits while the queue is full. Where they fit, no other item comes in between.</summary>
    /// <param name="items">The items; their number may be greater than the capacity.</param>
    /// <param name="timeout">How long to wait for room for all of them; null for ever, zero not at all.</param>
    /// <param name="cancel">Cancels the call; some may have been put.</param>
    /// <returns>How many were put, from the first one on: fewer than all when there was no room for so long.</returns>
    /// <exception cref="InvalidOperationException">The queue is completed; the message says how many were put before it was.</exception>
    /// <exception cref="LimitExceededException">As many calls wait for room as may; none was put.</exception>
    /// <exception cref="ObjectGoneException">The queue was deleted.</exception>
    Task<int> PutManyAsync(T[] items, TimeSpan? timeout = null, CancellationToken cancel = default);

    /// <summary>Gets an item; waits while there is none.</summary>
    /// <param name="timeout">How long to wait; null for ever, zero not at all.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="TimeoutException">There was none for so long.</exception>
    /// <exception cref="InvalidOperationException">The queue is completed, and nothing is left in it.</exception>
    /// <exception cref="LimitExceededException">As many calls wait for items as may.</exception>
    /// <exception cref="ObjectGoneException">The queue was deleted.</exception>
    Task<T> GetAsync(TimeSpan? timeout = null, CancellationToken cancel = default);

    /// <summary>Gets an item if there is one; does not wait.</summary>
    /// <param name="item">The item; the default of its type when there is none.</param>
    /// <returns>False when there is none, also of a queue that is completed.</returns>
    bool TryGet(out T? item);

    /// <summary>As <see cref="TryGet"/>.</summary>
    /// <param name="cancel">Cancels the call.</param>
    Task<TakenItem<T>> TryGetAsync(CancellationToken cancel = default);

    /// <summary>Gets as many items as there are, in one call; waits while there is none.</summary>
    /// <param name="most">How many to get at most; at least 1.</param>
    /// <param name="timeout">How long to wait for the first one; null for ever, zero not at all.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>The items in their order; none when there was none for so long, or when the queue is completed and nothing is left in it.</returns>
    /// <exception cref="LimitExceededException">As many calls wait for items as may.</exception>
    /// <exception cref="ObjectGoneException">The queue was deleted.</exception>
    Task<T[]> GetManyAsync(int most, TimeSpan? timeout = null, CancellationToken cancel = default);

    /// <summary>Gets all items that there are, at one moment; does not wait.</summary>
    /// <param name="cancel">Cancels the call.</param>
    Task<T[]> DrainAsync(CancellationToken cancel = default);

    /// <summary>
    /// Gets one item after the other until the queue is completed and nothing is left in it. Each is got when it is asked for, by a call of its own, so that
    /// leaving the loop loses none.
    /// </summary>
    /// <param name="cancel">Ends the sequence.</param>
    [SharedMember(Local = true)]
    async IAsyncEnumerable<T> GetAllAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        while (await GetManyAsync(1, null, cancel).ConfigureAwait(false) is [var item]) yield return item;
    }

    /// <summary>Gets an item on a lease; waits while there is none. It keeps its place until it is acknowledged, given back, or the session loses it.</summary>
    /// <inheritdoc cref="GetAsync" path="/param"/>
    /// <inheritdoc cref="GetAsync" path="/exception"/>
    Task<LeasedItem<T>> LeaseAsync(TimeSpan? timeout = null, CancellationToken cancel = default);

    /// <summary>Gets as many items as there are on leases, in one call; waits while there is none.</summary>
    /// <inheritdoc cref="GetManyAsync"/>
    Task<LeasedItem<T>[]> LeaseManyAsync(int most, TimeSpan? timeout = null, CancellationToken cancel = default);

    /// <summary>The item is dealt with: it leaves the queue, and counts as done (<see cref="TaskDoneAsync"/>).</summary>
    /// <param name="lease">The number of its lease.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="LockLostException">The lease is over: the item went back, and somebody else may have it.</exception>
    /// <exception cref="ArgumentException">There was no such lease.</exception>
    Task AckAsync(ulong lease, CancellationToken cancel = default);

    /// <summary>As <see cref="AckAsync"/>, for several items in one call.</summary>
    /// <param name="leases">The numbers of their leases.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="LockLostException">Some of the leases are over, which the message names; the others were acknowledged.</exception>
    /// <exception cref="ArgumentException">There was no such lease; none was acknowledged.</exception>
    Task AckManyAsync(ulong[] leases, CancellationToken cancel = default);

    /// <summary>Gives an item back to where it was.</summary>
    /// <inheritdoc cref="AckAsync"/>
    Task GiveBackAsync(ulong lease, CancellationToken cancel = default);

    /// <summary>Reports items of plain gets as done.</summary>
    /// <param name="count">How many; at least 1.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="InvalidOperationException">More were reported than were put.</exception>
    Task TaskDoneAsync(int count = 1, CancellationToken cancel = default);

    /// <summary>Waits until every item that was put has been reported as done.</summary>
    /// <param name="timeout">How long to wait; null for ever, zero not at all.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>False when that was not so for so long.</returns>
    /// <exception cref="LimitExceededException">As many calls wait as may.</exception>
    /// <exception cref="ObjectGoneException">The queue was deleted.</exception>
    Task<bool> JoinAsync(TimeSpan? timeout = null, CancellationToken cancel = default);

    /// <summary>Nothing can be put any more: what waits for room fails, what is in the queue can still be got. Again: nothing.</summary>
    /// <param name="cancel">Cancels the call.</param>
    Task CompleteAsync(CancellationToken cancel = default);
}
