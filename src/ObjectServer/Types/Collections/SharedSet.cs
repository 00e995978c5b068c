using ObjectServer.Contract;
using ObjectServer.Objects;

namespace ObjectServer.Types.Collections;

/// <inheritdoc cref="ISharedSet{T}"/>
internal sealed partial class SharedSet<T> : ISharedSet<T>, ILibraryObject, IDisposable
{
    private const string What = "SharedSet";

    private readonly Lock _gate = new();
    private readonly HashSet<T> _items = [];
    private readonly ObjectHost _host;
    private readonly ElementLimit _limit;
    private readonly ElementHolds<T> _holds;
    private readonly ChangeFeed<SharedSetChange<T>> _changes;
    private SnapshotCache<T> _snapshots;

    /// <param name="host">Whose object it is.</param>
    /// <param name="options">How much it may hold.</param>
    /// <param name="items">The first elements; null for none.</param>
    /// <exception cref="ArgumentException">Elements of this type can be changed without anybody seeing it.</exception>
    /// <exception cref="LimitExceededException">They are more than it may hold.</exception>
    public SharedSet(ObjectHost host, ObjectServerOptions options, T[]? items = null)
    {
        ElementRules.Demand(typeof(T), What);
        _host = host;
        _limit = new ElementLimit($"The {What}", options.MaxElements);
        _holds = new ElementHolds<T>(host);
        _changes = new ChangeFeed<SharedSetChange<T>>(
            _limit.What,
            _gate,
            options,
            static (kind, version, missed) => new SharedSetChange<T>(kind, default, version, missed),
            ElementHolds<T>.MayBeShared ? change => ElementPins.Of<T?>(host, change.Value) : null);
        if (items is not null) Apply(SharedSetOperation.Union, items);
    }

    /// <inheritdoc/>
    public int Count
    {
        get
        {
            lock (_gate) return _items.Count;
        }
    }

    /// <inheritdoc/>
    public bool Add(T item)
    {
        lock (_gate) return Put(item);
    }

    /// <inheritdoc/>
    public bool Remove(T item)
    {
        lock (_gate) return TakeOut(item);
    }

    /// <inheritdoc/>
    public bool Contains(T item)
    {
        lock (_gate) return _items.Contains(item);
    }

    /// <inheritdoc/>
    public void Clear()
    {
        lock (_gate)
        {
            if (_items.Count == 0) return;
            _items.Clear();
            Note(SharedChangeKind.Cleared, default);
            _holds.Clear();
        }
    }

    /// <inheritdoc/>
    public T[] ToArray()
    {
        lock (_gate) return _holds.Keep([.. _items]);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<T> EnumerateAsync(CancellationToken cancel = default) => new SnapshotSequence<T>(Snapshot);

    /// <inheritdoc/>
    public IAsyncEnumerable<SharedSetChange<T>> WatchAsync(CancellationToken cancel = default) => _changes.WatchAsync(cancel);

    /// <inheritdoc/>
    public T[] BeginEnumeration(out ISharedBlocks<T>? rest) => SnapshotBlocks<T>.Begin(Snapshot(), out rest);

    /// <inheritdoc/>
    public void OnDeleted() => _changes.Close();

    /// <inheritdoc/>
    public void Dispose()
    {
        _changes.Close();
        _holds.Dispose();
    }

    private CollectionSnapshot<T> Snapshot()
    {
        lock (_gate) return _snapshots.Take(_items.ToArray, _host, static (host, items) => ElementPins.Of<T>(host, items));
    }

    // Under the gate, as is all below. What a change takes out is told before it is let go, so that whoever watches still finds it.
    private bool Put(T item)
    {
        if (_items.Count >= _limit.Most && !_items.Contains(item)) _limit.Demand(_items.Count + 1L);
        if (!_items.Add(item)) return false;
        _holds.Add(item);
        Note(SharedChangeKind.Added, item);
        return true;
    }

    private bool TakeOut(T item)
    {
        // The one that stands there is let go, which need not be the one that equals it.
        if (!_items.TryGetValue(item, out T? standing)) return false;
        _items.Remove(item);
        Note(SharedChangeKind.Removed, standing);
        _holds.Remove(standing);
        return true;
    }

    private void Note(SharedChangeKind kind, T? value)
    {
        _changes.Version++;
        _snapshots.Drop();
        if (_changes.IsWatched) _changes.Tell(new SharedSetChange<T>(kind, value, _changes.Version, 0));
    }
}
