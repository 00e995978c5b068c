using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ObjectServer.Contract;
using ObjectServer.Objects;

namespace ObjectServer.Types.Collections;

/// <inheritdoc cref="ISharedDictionary{TKey, TValue}"/>
internal sealed partial class SharedDictionary<TKey, TValue> : ISharedDictionary<TKey, TValue>, ILibraryObject, IDisposable
    where TKey : notnull
{
    private const string What = "SharedDictionary";

    private static readonly Func<TValue, TValue, TValue>? Sum = Numbers.Addition<TValue>();

    private readonly Lock _gate = new();

    // Each value with the version that it was written at, which is never 0.
    private readonly Dictionary<TKey, VersionedValue<TValue>> _items = [];
    private readonly ObjectHost _host;
    private readonly ElementLimit _limit;
    private readonly ElementHolds<TKey> _heldKeys;
    private readonly ElementHolds<TValue> _heldValues;
    private readonly ChangeFeed<SharedDictionaryChange<TKey, TValue>> _changes;
    private SnapshotCache<KeyValuePair<TKey, TValue>> _snapshots;

    /// <param name="host">Whose object it is.</param>
    /// <param name="options">How much it may hold.</param>
    /// <param name="items">The first keys with their values; null for none.</param>
    /// <exception cref="ArgumentException">Keys or values of this type can be changed without anybody seeing it; or a key is given twice.</exception>
    /// <exception cref="LimitExceededException">They are more than it may hold.</exception>
    public SharedDictionary(ObjectHost host, ObjectServerOptions options, KeyValuePair<TKey, TValue>[]? items = null)
    {
        ElementRules.Demand(typeof(TKey), What);
        ElementRules.Demand(typeof(TValue), What);
        _host = host;
        _limit = new ElementLimit($"The {What}", options.MaxElements);
        _heldKeys = new ElementHolds<TKey>(host);
        _heldValues = new ElementHolds<TValue>(host);
        _changes = new ChangeFeed<SharedDictionaryChange<TKey, TValue>>(
            _limit.What,
            _gate,
            options,
            static (kind, version, missed) => new SharedDictionaryChange<TKey, TValue>(kind, default, default, version, missed),
            ElementHolds<TKey>.MayBeShared || ElementHolds<TValue>.MayBeShared
                ? change => ElementPins.OfPairs<TKey?, TValue?>(host, KeyValuePair.Create(change.Key, change.Value))
                : null);
        foreach ((TKey key, TValue value) in items ?? []) Add(key, value);
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
    public TValue this[TKey key]
    {
        get
        {
            lock (_gate) return Find(key);
        }
        set
        {
            lock (_gate) Put(key, value);
        }
    }

    /// <inheritdoc/>
    public bool ContainsKey(TKey key)
    {
        lock (_gate) return _items.ContainsKey(key);
    }

    /// <inheritdoc/>
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_gate)
        {
            bool isThere = _items.TryGetValue(key, out VersionedValue<TValue> found);
            value = _heldValues.Keep(found.Value);
            return isThere;
        }
    }

    /// <inheritdoc/>
    public void Add(TKey key, TValue value)
    {
        lock (_gate)
        {
            if (!TryPut(key, value)) throw new ArgumentException($"The key {key} is there already; set it, or use TryAddAsync.", nameof(key));
        }
    }

    /// <inheritdoc/>
    public bool Remove(TKey key)
    {
        lock (_gate) return TakeOut(key, out _);
    }

    /// <inheritdoc/>
    public void Clear()
    {
        lock (_gate)
        {
            if (_items.Count == 0) return;
            _items.Clear();
            Note(SharedChangeKind.Cleared, default, default);
            _heldKeys.Clear();
            _heldValues.Clear();
        }
    }

    /// <inheritdoc/>
    public void OnDeleted() => _changes.Close();

    /// <inheritdoc/>
    public void Dispose()
    {
        _changes.Close();
        _heldKeys.Dispose();
        _heldValues.Dispose();
    }

    // Under the gate, as is all below. What a change takes out is told before it is let go, so that whoever watches still finds it.
    private TValue Find(TKey key) => _items.TryGetValue(key, out VersionedValue<TValue> found)
        ? _heldValues.Keep(found.Value)
        : throw new KeyNotFoundException($"The key {key} is not there; the dictionary has {_items.Count} others.");

    private void Put(TKey key, TValue value)
    {
        ref VersionedValue<TValue> entry = ref CollectionsMarshal.GetValueRefOrNullRef(_items, key);
        if (Unsafe.IsNullRef(ref entry)) TryPut(key, value);
        else Replace(key, ref entry, value);
    }

    private bool TryPut(TKey key, TValue value)
    {
        if (_items.Count >= _limit.Most && !_items.ContainsKey(key)) _limit.Demand(_items.Count + 1L);
        if (!_items.TryAdd(key, new VersionedValue<TValue>(value, _changes.Version + 1))) return false;
        _heldKeys.Add(key);
        _heldValues.Add(value);
        Note(SharedChangeKind.Added, key, value);
        return true;
    }

    private void Replace(TKey key, ref VersionedValue<TValue> entry, TValue value)
    {
        TValue last = entry.Value;
        _heldValues.Add(value);
        entry = new VersionedValue<TValue>(value, _changes.Version + 1);
        Note(SharedChangeKind.Replaced, key, value);
        _heldValues.Remove(last);
    }

    private bool TakeOut(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        bool isThere = _items.Remove(key, out VersionedValue<TValue> last);
        value = last.Value;
        if (!isThere) return false;
        Note(SharedChangeKind.Removed, key, last.Value);
        _heldKeys.Remove(key);
        _heldValues.Remove(last.Value);
        return true;
    }

    private void Note(SharedChangeKind kind, TKey? key, TValue? value)
    {
        _changes.Version++;
        _snapshots.Drop();
        if (_changes.IsWatched) _changes.Tell(new SharedDictionaryChange<TKey, TValue>(kind, key, value, _changes.Version, 0));
    }
}
