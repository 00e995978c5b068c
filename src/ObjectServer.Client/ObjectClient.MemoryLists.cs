using ObjectServer.Memory;

namespace ObjectServer.Client;

/// <content>Lists in shared memory.</content>
public sealed partial class ObjectClient
{
    /// <summary>Creates a list in shared memory.</summary>
    /// <param name="values">
    /// Its first values, each a long, a double, a bool, a string, an array of bytes or null; other integers that fit are taken as a long, a float
    /// as a double. How many there are never changes.
    /// </param>
    /// <param name="name">Its name, which keeps it when nobody holds it; null for none.</param>
    /// <param name="capacities">
    /// How many bytes each item has room for, rounded up to a multiple of 8; null, or 0 for one, for as many as its first value needs.
    /// </param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>The list, which the caller disposes of.</returns>
    /// <exception cref="ArgumentException">No list holds such a value, or there are more or fewer capacities than values.</exception>
    /// <exception cref="LimitExceededException">
    /// A value is longer than its capacity; or the server allows no such segment, or its file system has no room for it.
    /// </exception>
    /// <exception cref="NameTakenException">An object of that name exists.</exception>
    public Task<SharedList> CreateMemoryListAsync(
        IReadOnlyList<object?> values, string? name = null, IReadOnlyList<int>? capacities = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        return CreateMemoryListAsync(PackedItems.Write(values, capacities), name, cancel);
    }

    /// <summary>
    /// Creates a copy of a list in shared memory, also of another server's: the same values and rooms as at one moment, and nothing else in common.
    /// </summary>
    /// <param name="list">The list.</param>
    /// <param name="name">The copy's name, which keeps it when nobody holds it; null for none.</param>
    /// <param name="cancel">Cancels the calls.</param>
    /// <returns>The copy, which the caller disposes of.</returns>
    /// <exception cref="ObjectGoneException">The list is gone.</exception>
    /// <exception cref="LimitExceededException">The server allows no such segment, or its file system has no room for it.</exception>
    /// <exception cref="NameTakenException">An object of that name exists.</exception>
    public async Task<SharedList> CopyMemoryListAsync(SharedList list, string? name = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(list);
        return await CreateMemoryListAsync(await list.Items.GetItemsAsync(cancel).ConfigureAwait(false), name, cancel).ConfigureAwait(false);
    }

    /// <summary>Finds a named list in shared memory.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>The list, which the caller disposes of.</returns>
    /// <exception cref="ObjectNotFoundException">There is no object of that name.</exception>
    /// <exception cref="ContractMismatchException">The object of that name is no list in shared memory.</exception>
    public async Task<SharedList> GetMemoryListAsync(string name, CancellationToken cancel = default) =>
        await OpenAsync(GetAsync<ISharedItems>(name, cancel), items => OverAsync(items, cancel)).ConfigureAwait(false);

    private async Task<SharedList> CreateMemoryListAsync(byte[] items, string? name, CancellationToken cancel)
    {
        var options = new CreateOptions { Type = MemoryTypes.List, Name = name };
        return await OpenAsync(CreateAsync<ISharedItems>([items], options, cancel), created => OverAsync(created, cancel)).ConfigureAwait(false);
    }

    private static async Task<SharedList> OverAsync(ISharedItems items, CancellationToken cancel)
    {
        MemoryLayout layout = await items.GetLayoutAsync(cancel).ConfigureAwait(false);
        int count = await items.GetCountAsync(cancel).ConfigureAwait(false);
        SharedList list = new SharedListHandle(items, MemoryLayouts.BytesOf(layout), count).Open();
        await list.OpenAsync(cancel).ConfigureAwait(false);
        return list;
    }
}
