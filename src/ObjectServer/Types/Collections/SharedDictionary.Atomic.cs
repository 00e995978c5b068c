using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ObjectServer.Types.Collections;

/// <content>What reads and writes at one moment.</content>
internal sealed partial class SharedDictionary<TKey, TValue>
{
    /// <inheritdoc/>
    public TValue GetOrAdd(TKey key, TValue value)
    {
        lock (_gate) return TryPut(key, value) ? value : _heldValues.Keep(_items[key].Value);
    }

    /// <inheritdoc/>
    public bool TryUpdate(TKey key, TValue value, TValue expected)
    {
        lock (_gate)
        {
            ref VersionedValue<TValue> entry = ref CollectionsMarshal.GetValueRefOrNullRef(_items, key);
            if (Unsafe.IsNullRef(ref entry) || !EqualityComparer<TValue>.Default.Equals(entry.Value, expected)) return false;
            Replace(key, ref entry, value);
            return true;
        }
    }

    /// <inheritdoc/>
    public bool TryRemove(TKey key, TValue expected)
    {
        lock (_gate)
        {
            return _items.TryGetValue(key, out VersionedValue<TValue> found) && EqualityComparer<TValue>.Default.Equals(found.Value, expected) && TakeOut(key, out _);
        }
    }

    /// <inheritdoc/>
    public Task<VersionedValue<TValue?>> GetVersionedAsync(TKey key, CancellationToken cancel = default)
    {
        lock (_gate)
        {
            _items.TryGetValue(key, out VersionedValue<TValue> found);
            return Task.FromResult(new VersionedValue<TValue?>(_heldValues.Keep(found.Value), found.Version));
        }
    }

    /// <inheritdoc/>
    public Task<bool> TrySetAsync(TKey key, TValue value, long version, CancellationToken cancel = default)
    {
        lock (_gate)
        {
            if (version == 0) return Task.FromResult(TryPut(key, value));
            ref VersionedValue<TValue> entry = ref CollectionsMarshal.GetValueRefOrNullRef(_items, key);
            if (Unsafe.IsNullRef(ref entry) || entry.Version != version) return Task.FromResult(false);
            Replace(key, ref entry, value);
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task<TValue> IncrementAsync(TKey key, TValue amount, CancellationToken cancel = default)
    {
        if (Sum is null) throw new NotSupportedException($"A {typeof(TValue)} is no number, so that nothing can be added to it.");
        lock (_gate)
        {
            TValue sum = Sum(_items.TryGetValue(key, out VersionedValue<TValue> found) ? found.Value : default!, amount);
            Put(key, sum);
            return Task.FromResult(sum);
        }
    }

    /// <inheritdoc/>
    public Task<TValue> PopAsync(TKey key, CancellationToken cancel = default)
    {
        lock (_gate)
        {
            TValue value = Find(key);
            TakeOut(key, out _);
            return Task.FromResult(value);
        }
    }
}
