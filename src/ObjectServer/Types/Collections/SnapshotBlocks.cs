using ObjectServer.Contract;

namespace ObjectServer.Types.Collections;

/// <summary>The rest of a snapshot, for a proxy that is enumerated. Calls may overlap: each gets the block behind the last one.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
[SharedObject("blocks", Concurrency = ObjectConcurrency.Concurrent)]
internal sealed class SnapshotBlocks<T> : ISharedBlocks<T>, ILibraryObject, IDisposable
{
    // A thousand elements are one round trip; a hundred thousand are a few.
    private const int BlockLength = 4096;

    private readonly Lock _gate = new();
    private T[] _items;
    private ElementPins? _pins;
    private int _taken;

    private SnapshotBlocks(CollectionSnapshot<T> snapshot)
    {
        _items = snapshot.Items;
        _pins = snapshot.Pins;
    }

    /// <summary>Divides a snapshot.</summary>
    /// <param name="snapshot">The elements.</param>
    /// <param name="rest">The elements behind the first block; null when there are none.</param>
    /// <returns>The first block.</returns>
    public static T[] Begin(CollectionSnapshot<T> snapshot, out ISharedBlocks<T>? rest)
    {
        var blocks = new SnapshotBlocks<T>(snapshot);
        T[] first = blocks.Take();
        bool isAll = first.Length == snapshot.Items.Length;
        if (isAll) blocks.Dispose();
        rest = isAll ? null : blocks;
        return first;
    }

    /// <inheritdoc/>
    public T[] Take()
    {
        lock (_gate)
        {
            T[] block = _items[_taken..Math.Min(_taken + BlockLength, _items.Length)];
            _taken += block.Length;
            return block;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ElementPins? pins;
        lock (_gate)
        {
            _items = [];
            _taken = 0;
            (pins, _pins) = (_pins, null);
        }

        pins?.Dispose();
    }
}
