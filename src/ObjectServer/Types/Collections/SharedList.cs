using ObjectServer.Contract;
using ObjectServer.Objects;

namespace ObjectServer.Types.Collections;

/// <inheritdoc cref="ISharedList{T}"/>
internal sealed partial class SharedList<T> : ISharedList<T>, ILibraryObject, IDisposable
{
    private const string What = "SharedList";

    private static readonly Func<T, T, T>? Sum = Numbers.Addition<T>();

    private readonly Lock _gate = new();
    private readonly List<T> _items = [];
    private readonly ObjectHost _host;
    private readonly ElementLimit _limit;
    private readonly ElementHolds<T> _holds;
    private readonly ChangeFeed<SharedListChange<T>> _changes;
    private SnapshotCache<T> _snapshots;

    /// <param name="host">Whose object it is.</param>
    /// <param name="options">How much it may hold.</param>
    /// <param name="items">The first elements; null for none.</param>
    /// <exception cref="ArgumentException">Elements of this type can be changed without anybody seeing it.</exception>
    /// <exception cref="LimitExceededException">They are more than it may hold.</exception>
    public SharedList(ObjectHost host, ObjectServerOptions options, T[]? items = null)
    {
        ElementRules.Demand(typeof(T), What);
        _host = host;
        _limit = new ElementLimit($"The {What}", options.MaxElements);
        _holds = new ElementHolds<T>(host);
        _changes = new ChangeFeed<SharedListChange<T>>(
            _limit.What,
            _gate,
            options,
            static (kind, version, missed) => new SharedListChange<T>(kind, -1, default, version, missed),
            ElementHolds<T>.MayBeShared ? change => ElementPins.Of<T?>(host, change.Value) : null);
        if (items is not null) AddRange(items);
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
    public T this[int index]
    {
        get
        {
            lock (_gate) return _holds.Keep(_items[Place(index)]);
        }
        set
        {
            lock (_gate) ReplaceAt(Place(index), value);
        }
    }

    /// <inheritdoc/>
    public int IndexOf(T item)
    {
        lock (_gate) return _items.IndexOf(item);
    }

    /// <inheritdoc/>
    public bool Contains(T item)
    {
        lock (_gate) return _items.Contains(item);
    }

    /// <inheritdoc/>
    public void Add(T item)
    {
        lock (_gate) PutAt(_items.Count, item);
    }

    /// <inheritdoc/>
    public void Insert(int index, T item)
    {
        lock (_gate)
        {
            if (index != _items.Count) Place(index);
            PutAt(index, item);
        }
    }

    /// <inheritdoc/>
    public bool Remove(T item)
    {
        lock (_gate)
        {
            int index = _items.IndexOf(item);
            if (index >= 0) TakeOut(index);
            return index >= 0;
        }
    }

    /// <inheritdoc/>
    public void RemoveAt(int index)
    {
        lock (_gate) TakeOut(Place(index));
    }

    /// <inheritdoc/>
    public void Clear()
    {
        lock (_gate)
        {
            if (_items.Count == 0) return;
            _items.Clear();
            Note(SharedChangeKind.Cleared, -1, default);
            _holds.Clear();
        }
    }

    /// <inheritdoc/>
    public void OnDeleted() => _changes.Close();

    /// <inheritdoc/>
    public void Dispose()
    {
        _changes.Close();
        _holds.Dispose();
    }

    // Under the gate, as is all below. What a change takes out is told before it is let go, so that whoever watches still finds it.
    private void ReplaceAt(int index, T value)
    {
        T last = _items[index];
        _holds.Add(value);
        _items[index] = value;
        Note(SharedChangeKind.Replaced, index, value);
        _holds.Remove(last);
    }

    private void PutAt(int index, T item)
    {
        _limit.Demand(_items.Count + 1L);
        _holds.Add(item);
        _items.Insert(index, item);
        Note(SharedChangeKind.Added, index, item);
    }

    private T TakeOut(int index)
    {
        T item = _items[index];
        _items.RemoveAt(index);
        Note(SharedChangeKind.Removed, index, item);
        _holds.Remove(item);
        return item;
    }

    private void Note(SharedChangeKind kind, int index, T? value)
    {
        _changes.Version++;
        _snapshots.Drop();
        if (_changes.IsWatched) _changes.Tell(new SharedListChange<T>(kind, index, value, _changes.Version, 0));
    }

    private int Place(int index) => (uint)index < (uint)_items.Count
        ? index
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"There is no element {index}: the list has {_items.Count}, from 0 on.");

    private void DemandRange(int index, int count)
    {
        if (index < 0 || count < 0 || index > _items.Count - count)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"There are no {count} elements from {index} on: the list has {_items.Count}, from 0 on.");
    }
}
