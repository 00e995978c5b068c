using System.Collections;
using ObjectServer.Memory;

namespace ObjectServer;

/// <content>All items, and where a value is among them.</content>
public sealed partial class SharedList
{
    /// <summary>
    /// A copy of all items. Elsewhere than on the server's machine it takes one call, and shows them as they are at one moment; in place each
    /// item is read by itself, while others may be written.
    /// </summary>
    /// <param name="cancel">Gives up waiting.</param>
    /// <inheritdoc cref="this[int]" path="/exception"/>
    public async Task<object?[]> ToArrayAsync(CancellationToken cancel = default)
    {
        await OpenAsync(cancel).ConfigureAwait(false);
        if (_use.IsInPlace != true) return Values(await Items.GetItemsAsync(cancel).ConfigureAwait(false));
        object?[] values = new object?[Count];
        for (int i = 0; i < values.Length; i++) values[i] = await GetAsync(i, cancel).ConfigureAwait(false);
        return values;
    }

    /// <summary>What kind of value an item has. Elsewhere than on the server's machine that waits for a call.</summary>
    /// <param name="index">Which; <c>^1</c> is the last one.</param>
    /// <inheritdoc cref="this[int]" path="/exception"/>
    public ItemKind KindOf(Index index) => ItemFormat.KindOf(this[index.GetOffset(Count)]);

    /// <summary>How many bytes an item has room for: a text takes as many as it has in UTF-8, a number 8.</summary>
    /// <param name="index">Which; <c>^1</c> is the last one.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <inheritdoc cref="this[int]" path="/exception"/>
    public Task<int> GetCapacityAsync(Index index, CancellationToken cancel = default) => Items.GetCapacityAsync(Demand(index.GetOffset(Count)), cancel);

    /// <summary>
    /// Where the first item is that is equal to a value; -1 for nowhere. Values of different kinds are not equal (1 is not 1.0); arrays are by
    /// what is in them.
    /// </summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">No list holds such a value.</exception>
    /// <inheritdoc cref="this[int]" path="/exception"/>
    public int IndexOf(object? value)
    {
        value = ItemFormat.Normalize(value, -1);
        int index = 0;
        foreach (object? item in this)
        {
            if (ItemFormat.AreEqual(item, value)) return index;
            index++;
        }

        return -1;
    }

    /// <summary>How many items are equal to a value, as <see cref="IndexOf"/> has it.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">No list holds such a value.</exception>
    /// <inheritdoc cref="this[int]" path="/exception"/>
    public int CountOf(object? value)
    {
        value = ItemFormat.Normalize(value, -1);
        return this.Count(item => ItemFormat.AreEqual(item, value));
    }

    /// <summary>Goes through all items; elsewhere than on the server's machine through a copy of them, which one call fetches.</summary>
    public IEnumerator<object?> GetEnumerator()
    {
        ThrowIfDisposed();
        _use.Open();
        return _use.IsInPlace == true ? InPlace() : ((IEnumerable<object?>)Values(Items.GetItems())).GetEnumerator();
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IEnumerator<object?> InPlace()
    {
        for (int i = 0; i < Count; i++) yield return this[i];
    }

    private static object?[] Values(byte[] packed) => [.. PackedItems.Read(packed).Select(static one => ItemFormat.Read(one.Item.Span))];
}
