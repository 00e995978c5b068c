namespace ObjectServer;

/// <summary>
/// The items of a shared list, in the server: they lie in a segment of shared memory, which others read in place, and which
/// <see cref="SetItem"/> alone writes: <see cref="ISharedMemory.Write"/> and its like fail with <see cref="NotSupportedException"/>. An item is
/// one byte for its kind (<see cref="ItemKind"/>) and its content: nothing for null, one byte for a bool, eight in little-endian order for a
/// long or a double, UTF-8 for a text, bytes as they are. Most use it by a <see cref="SharedList"/>. Calls may overlap.
/// </summary>
[SharedContract]
public interface ISharedItems : ISharedMemory
{
    /// <summary>How many items there are; never changes.</summary>
    [SharedMember(ReadOnly = true)]
    int Count { get; }

    /// <inheritdoc cref="Count"/>
    /// <param name="cancel">Gives up waiting.</param>
    [SharedMember(ReadOnly = true)]
    Task<int> GetCountAsync(CancellationToken cancel = default);

    /// <summary>How many bytes of content an item has room for; never changes.</summary>
    /// <param name="index">Which item, from 0.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such item.</exception>
    [SharedMember(ReadOnly = true)]
    Task<int> GetCapacityAsync(int index, CancellationToken cancel = default);

    /// <summary>Reads an item.</summary>
    /// <param name="index">Which, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such item.</exception>
    byte[] GetItem(int index);

    /// <inheritdoc cref="GetItem"/>
    /// <param name="index">Which, from 0.</param>
    /// <param name="cancel">Gives up waiting.</param>
    Task<byte[]> GetItemAsync(int index, CancellationToken cancel = default);

    /// <summary>Writes an item. Its kind may be another than before.</summary>
    /// <param name="index">Which, from 0.</param>
    /// <param name="item">The item.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such item.</exception>
    /// <exception cref="ArgumentException">This is no item.</exception>
    /// <exception cref="LimitExceededException">Its content is longer than the room that it has. Nothing was written.</exception>
    void SetItem(int index, ReadOnlyMemory<byte> item);

    /// <inheritdoc cref="SetItem"/>
    /// <param name="index">Which, from 0.</param>
    /// <param name="item">The item.</param>
    /// <param name="cancel">Gives up waiting.</param>
    Task SetItemAsync(int index, ReadOnlyMemory<byte> item, CancellationToken cancel = default);

    /// <summary>
    /// Reads all items as they are at one moment: for each one its capacity and the length of its content, as 32-bit integers in
    /// little-endian order, and the item. A new list can be created of it.
    /// </summary>
    byte[] GetItems();

    /// <inheritdoc cref="GetItems"/>
    /// <param name="cancel">Gives up waiting.</param>
    Task<byte[]> GetItemsAsync(CancellationToken cancel = default);
}
