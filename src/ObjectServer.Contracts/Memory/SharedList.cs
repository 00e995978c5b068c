using System.Text.Json.Serialization;
using ObjectServer.Memory;

namespace ObjectServer;

/// <summary>
/// A list that many processes use as one: a fixed number of items, each a long, a double, a bool, a string, an array of bytes or null, and each
/// with a room of its own that never grows. The items lie in the server's shared memory. On the server's machine they are read in place,
/// without a call and without waiting for anyone; elsewhere by calls, and written by calls everywhere. An item is always read as it was
/// written once, never half of it. The list can be a parameter, a result and a part of values: it travels itself, none of its items. Members
/// may be called at the same time.
/// </summary>
[JsonConverter(typeof(SharedListConverter))]
public sealed partial class SharedList : IReadOnlyList<object?>, IAsyncDisposable
{
    private readonly MemoryUse _use;
    private int _disposed;

    /// <param name="items">The items: live ones, or a proxy. The list takes them over.</param>
    /// <param name="contentBytes">How long the content of their segment is.</param>
    /// <param name="count">How many there are.</param>
    internal SharedList(ISharedItems items, long contentBytes, int count)
    {
        Items = items;
        Count = count;
        ContentBytes = contentBytes;
        _use = MemoryUse.Of(items, contentBytes);
        _use.Join();
    }

    /// <summary>How many items there are; never changes.</summary>
    public int Count { get; }

    /// <summary>The items in the server.</summary>
    public ISharedItems Items { get; }

    /// <summary>
    /// Whether items are read in place; null while that is not known, which is until one is read or <see cref="OpenAsync"/> is called.
    /// </summary>
    public bool? IsInPlace => _use.IsInPlace;

    internal long ContentBytes { get; }

    /// <summary>An item; <c>list[^1]</c> is the last one. Elsewhere than on the server's machine, and to write, that waits for a call.</summary>
    /// <param name="index">Which, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such item.</exception>
    /// <exception cref="ArgumentException">No list holds such a value.</exception>
    /// <exception cref="LimitExceededException">The value does not fit into the item's room; it says how long both are. Nothing was written.</exception>
    /// <exception cref="ObjectGoneException">The list is gone.</exception>
    /// <exception cref="ServerUnavailableException">The server was lost: what is read in place can still be read, unless it was just being written.</exception>
    public object? this[int index]
    {
        get
        {
            Demand(index);
            _use.Open();
            if (TryRead(index, out _, out object? value)) return value;
            try
            {
                return ItemFormat.Read(Items.GetItem(index));
            }
            catch (ServerUnavailableException e) when (_use.IsInPlace == true)
            {
                throw Unfinished(index, e);
            }
        }

        set
        {
            Demand(index);
            Items.SetItem(index, ItemFormat.Write(value, index));
        }
    }

    /// <summary>Finds out whether items can be read in place, so that reading the first has not to wait for it.</summary>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="ObjectGoneException">The list is gone.</exception>
    public ValueTask OpenAsync(CancellationToken cancel = default)
    {
        ThrowIfDisposed();
        return _use.OpenAsync(cancel);
    }

    /// <summary>Reads an item.</summary>
    /// <param name="index">Which; <c>^1</c> is the last one.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <inheritdoc cref="this[int]" path="/exception"/>
    public async ValueTask<object?> GetAsync(Index index, CancellationToken cancel = default)
    {
        int at = Demand(index.GetOffset(Count));
        await _use.OpenAsync(cancel).ConfigureAwait(false);
        if (TryRead(at, out _, out object? value)) return value;
        try
        {
            return ItemFormat.Read(await Items.GetItemAsync(at, cancel).ConfigureAwait(false));
        }
        catch (ServerUnavailableException e) when (_use.IsInPlace == true)
        {
            throw Unfinished(at, e);
        }
    }

    /// <summary>Writes an item. Its kind may be another than before; its room stays what it is.</summary>
    /// <param name="index">Which; <c>^1</c> is the last one.</param>
    /// <param name="value">
    /// A long, a double, a bool, a string, an array of bytes or null; other integers that fit are taken as a long, a float as a double.
    /// </param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <inheritdoc cref="this[int]" path="/exception"/>
    public Task SetAsync(Index index, object? value, CancellationToken cancel = default)
    {
        int at = Demand(index.GetOffset(Count));
        return Items.SetItemAsync(at, ItemFormat.Write(value, at), cancel);
    }

    /// <summary>
    /// Ends the use of the list here: its reference is given back. The list itself goes when nobody holds it any more, unless it has a name.
    /// Again: nothing.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        _use.Leave();
        if (Items is IMemoryOrigin and IAsyncDisposable proxy) await proxy.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Text such as <c>a list of 5 items</c>.</summary>
    public override string ToString() => $"a list of {Count} items";

    // False when it is not used in place, or is being written all the time: then the server knows.
    private unsafe bool TryRead(int index, out ItemKind kind, out object? value)
    {
        (kind, value) = (ItemKind.Null, null);
        if (_use.IsInPlace != true) return false;
        BlockLease block = _use.Acquire(0, 0, BlockAccess.Read);
        try
        {
            return block.IsInPlace && ListFile.TryRead(block.Start, ContentBytes, index, out kind, out value);
        }
        finally
        {
            block.Release();
        }
    }

    private int Demand(int index)
    {
        ThrowIfDisposed();
        return (uint)index < (uint)Count
            ? index
            : throw new ArgumentOutOfRangeException(nameof(index), index, $"There is no item {index}: the list has {Count} items, from 0 on.");
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed != 0, this);

    private static ServerUnavailableException Unfinished(int index, Exception e) =>
        new($"Item {index} of the list was being written when its server was lost, so what it is cannot be known. The other items can still be read.", e);
}
