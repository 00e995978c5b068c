using System.Collections;
using ObjectServer.Types;

namespace ObjectServer;

/// <content>What a dictionary does where it is called, by its other members.</content>
public partial interface ISharedDictionary<TKey, TValue>
{
    /// <inheritdoc/>
    [SharedMember(Local = true)]
    bool ICollection<KeyValuePair<TKey, TValue>>.IsReadOnly => false;

    /// <summary>All keys, at one moment: a copy, which does not change with the dictionary.</summary>
    [SharedMember(Local = true)]
    ICollection<TKey> IDictionary<TKey, TValue>.Keys => GetKeys();

    /// <summary>All values, at one moment: a copy, which does not change with the dictionary.</summary>
    [SharedMember(Local = true)]
    ICollection<TValue> IDictionary<TKey, TValue>.Values => GetValues();

    /// <summary>The value of a key; it is added with a value that is made here if it is not there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Makes the value. It is not used when another client adds the key meanwhile.</param>
    /// <param name="cancel">Cancels the call; it may have been added all the same.</param>
    /// <exception cref="LimitExceededException">The dictionary has as many keys as it may.</exception>
    sealed async Task<TValue> GetOrAddAsync(TKey key, Func<TKey, TValue> value, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(value);
        VersionedValue<TValue?> found = await GetVersionedAsync(key, cancel).ConfigureAwait(false);
        return found.Version > 0 ? found.Value! : await GetOrAddAsync(key, value(key), cancel).ConfigureAwait(false);
    }

    /// <summary>Adds a key with its value, or replaces the value by what is made of it here.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value, if it is added.</param>
    /// <param name="update">Makes the new value of the one that is there; again when another client has written it meanwhile.</param>
    /// <param name="cancel">Cancels the call; it may have been written all the same.</param>
    /// <returns>The value that the key has from then on.</returns>
    /// <exception cref="LimitExceededException">The dictionary has as many keys as it may.</exception>
    sealed Task<TValue> AddOrUpdateAsync(TKey key, TValue value, Func<TKey, TValue, TValue> update, CancellationToken cancel = default) =>
        AddOrUpdateAsync(key, _ => value, update, cancel);

    /// <summary>Adds a key with a value that is made here, or replaces the value by what is made of it here.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Makes its value, if it is added.</param>
    /// <param name="update">Makes the new value of the one that is there; again when another client has written it meanwhile.</param>
    /// <param name="cancel">Cancels the call; it may have been written all the same.</param>
    /// <returns>The value that the key has from then on.</returns>
    /// <exception cref="LimitExceededException">The dictionary has as many keys as it may.</exception>
    sealed async Task<TValue> AddOrUpdateAsync(TKey key, Func<TKey, TValue> value, Func<TKey, TValue, TValue> update, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(update);

        // By versions, because not every type can say of a copy whether it equals the value.
        while (true)
        {
            VersionedValue<TValue?> found = await GetVersionedAsync(key, cancel).ConfigureAwait(false);
            TValue made = found.Version > 0 ? update(key, found.Value!) : value(key);
            if (await TrySetAsync(key, made, found.Version, cancel).ConfigureAwait(false)) return made;
        }
    }

    /// <summary>Writes the values of some keys, whether they are there or not.</summary>
    /// <param name="pairs">The keys with their values.</param>
    /// <param name="cancel">Cancels the call; they may have been written all the same.</param>
    /// <exception cref="LimitExceededException">The dictionary would have more keys than it may; nothing was written.</exception>
    sealed Task SetManyAsync(IEnumerable<KeyValuePair<TKey, TValue>> pairs, CancellationToken cancel = default)
    {
        KeyValuePair<TKey, TValue>[] all = BlockEnumeration.ArrayOf(pairs);
        return SetManyAsync(Array.ConvertAll(all, static one => one.Key), Array.ConvertAll(all, static one => one.Value), cancel);
    }

    /// <inheritdoc/>
    [SharedMember(Local = true)]
    void ICollection<KeyValuePair<TKey, TValue>>.Add(KeyValuePair<TKey, TValue> item) => Add(item.Key, item.Value);

    /// <inheritdoc/>
    [SharedMember(Local = true)]
    bool ICollection<KeyValuePair<TKey, TValue>>.Contains(KeyValuePair<TKey, TValue> item) =>
        TryGetValue(item.Key, out TValue? value) && EqualityComparer<TValue>.Default.Equals(value, item.Value);

    /// <inheritdoc/>
    [SharedMember(Local = true)]
    bool ICollection<KeyValuePair<TKey, TValue>>.Remove(KeyValuePair<TKey, TValue> item) => TryRemove(item.Key, item.Value);

    /// <inheritdoc/>
    [SharedMember(Local = true)]
    void ICollection<KeyValuePair<TKey, TValue>>.CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex) => ToArray().CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    [SharedMember(Local = true)]
    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() =>
        BlockEnumeration.Of(BeginEnumeration(out ISharedBlocks<KeyValuePair<TKey, TValue>>? rest), rest);

    /// <inheritdoc/>
    [SharedMember(Local = true)]
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
