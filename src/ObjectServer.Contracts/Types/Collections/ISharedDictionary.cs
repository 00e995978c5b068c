using System.ComponentModel;
using ObjectServer.Contract;

namespace ObjectServer;

/// <summary>
/// A dictionary that many clients change. Its keys and values are immutable, such as numbers, texts and records, or shared objects, which it holds while
/// they stand in it. Calls may overlap; each acts at one moment, the bulk forms too. An enumeration sees the dictionary as it was when it began.
/// </summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <remarks>
/// It is an <see cref="IDictionary{TKey, TValue}"/>, so that whatever takes one takes its proxy. <c>d[key] += 1</c> is a read and a write, between which
/// others may write: use <see cref="IncrementAsync"/>, or
/// <see cref="AddOrUpdateAsync(TKey, TValue, Func{TKey, TValue, TValue}, CancellationToken)"/>.
/// </remarks>
[SharedContract]
[LibraryContract("SharedDictionary")]
public partial interface ISharedDictionary<TKey, TValue> : IDictionary<TKey, TValue>
    where TKey : notnull
{
    /// <summary>How many keys there are.</summary>
    /// <param name="cancel">Cancels the call.</param>
    Task<int> GetCountAsync(CancellationToken cancel = default);

    /// <summary>Reads the value of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="KeyNotFoundException">The key is not there.</exception>
    Task<TValue> GetAsync(TKey key, CancellationToken cancel = default);

    /// <summary>Reads the value of a key, or gives another one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="missing">What is returned when the key is not there.</param>
    /// <param name="cancel">Cancels the call.</param>
    Task<TValue> GetOrDefaultAsync(TKey key, TValue missing, CancellationToken cancel = default);

    /// <summary>Reads the value of a key with its version.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>The value, and how often the dictionary had been changed when it was written; version 0 when the key is not there.</returns>
    Task<VersionedValue<TValue?>> GetVersionedAsync(TKey key, CancellationToken cancel = default);

    /// <summary>Writes the value of a key, whether it is there or not.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value from then on.</param>
    /// <param name="cancel">Cancels the call; it may have been written all the same.</param>
    /// <exception cref="LimitExceededException">The dictionary has as many keys as it may.</exception>
    Task SetAsync(TKey key, TValue value, CancellationToken cancel = default);

    /// <summary>Adds a key with its value.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    /// <param name="cancel">Cancels the call; it may have been added all the same.</param>
    /// <exception cref="ArgumentException">The key is there.</exception>
    /// <exception cref="LimitExceededException">The dictionary has as many keys as it may.</exception>
    Task AddAsync(TKey key, TValue value, CancellationToken cancel = default);

    /// <summary>Adds a key with its value, if it is not there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    /// <param name="cancel">Cancels the call; it may have been added all the same.</param>
    /// <returns>False when the key is there, whose value stays as it is.</returns>
    /// <exception cref="LimitExceededException">The dictionary has as many keys as it may.</exception>
    Task<bool> TryAddAsync(TKey key, TValue value, CancellationToken cancel = default);

    /// <summary>Whether a key is there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancel">Cancels the call.</param>
    Task<bool> ContainsKeyAsync(TKey key, CancellationToken cancel = default);

    /// <summary>Takes out a key with its value.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancel">Cancels the call; it may have been taken out all the same.</param>
    /// <returns>False when it is not there.</returns>
    Task<bool> RemoveAsync(TKey key, CancellationToken cancel = default);

    /// <summary>Takes out a key and returns its value: it goes to one caller alone.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancel">Cancels the call; it may have been taken out all the same.</param>
    /// <exception cref="KeyNotFoundException">The key is not there.</exception>
    Task<TValue> PopAsync(TKey key, CancellationToken cancel = default);

    /// <summary>Takes out all keys.</summary>
    /// <param name="cancel">Cancels the call; they may have been taken out all the same.</param>
    Task ClearAsync(CancellationToken cancel = default);

    /// <summary>The value of a key; it is added with a value if it is not there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value, if it is added.</param>
    /// <exception cref="LimitExceededException">The dictionary has as many keys as it may.</exception>
    TValue GetOrAdd(TKey key, TValue value);

    /// <summary>The value of a key; it is added with a value if it is not there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value, if it is added.</param>
    /// <param name="cancel">Cancels the call; it may have been added all the same.</param>
    /// <exception cref="LimitExceededException">The dictionary has as many keys as it may.</exception>
    Task<TValue> GetOrAddAsync(TKey key, TValue value, CancellationToken cancel = default);

    /// <summary>Replaces the value of a key if it still is what was expected, by the equality of its type.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value from then on.</param>
    /// <param name="expected">What the value must equal.</param>
    /// <returns>False when the key is not there, or has another value; nothing was written.</returns>
    bool TryUpdate(TKey key, TValue value, TValue expected);

    /// <summary>Replaces the value of a key if it still is what was expected, by the equality of its type.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value from then on.</param>
    /// <param name="expected">What the value must equal.</param>
    /// <param name="cancel">Cancels the call; it may have been written all the same.</param>
    /// <returns>False when the key is not there, or has another value; nothing was written.</returns>
    Task<bool> TryUpdateAsync(TKey key, TValue value, TValue expected, CancellationToken cancel = default);

    /// <summary>Takes out a key if its value still is what was expected, by the equality of its type.</summary>
    /// <param name="key">The key.</param>
    /// <param name="expected">What the value must equal.</param>
    /// <returns>False when the key is not there, or has another value.</returns>
    bool TryRemove(TKey key, TValue expected);

    /// <summary>Takes out a key if its value still is what was expected, by the equality of its type.</summary>
    /// <param name="key">The key.</param>
    /// <param name="expected">What the value must equal.</param>
    /// <param name="cancel">Cancels the call; it may have been taken out all the same.</param>
    /// <returns>False when the key is not there, or has another value.</returns>
    Task<bool> TryRemoveAsync(TKey key, TValue expected, CancellationToken cancel = default);

    /// <summary>Writes the value of a key if nobody has written it since.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value from then on.</param>
    /// <param name="version">What <see cref="GetVersionedAsync"/> gave; with 0 the key must not be there, and is added.</param>
    /// <param name="cancel">Cancels the call; it may have been written all the same.</param>
    /// <returns>False when it has another version, or is gone; nothing was written.</returns>
    /// <exception cref="LimitExceededException">The dictionary has as many keys as it may.</exception>
    Task<bool> TrySetAsync(TKey key, TValue value, long version, CancellationToken cancel = default);

    /// <summary>Adds to a number at one moment, as its type adds: integers wrap around. A key that is not there counts as 0, and is added.</summary>
    /// <param name="key">The key.</param>
    /// <param name="amount">What is added; may be negative.</param>
    /// <param name="cancel">Cancels the call; it may have been added all the same.</param>
    /// <returns>The sum, which is the value from then on.</returns>
    /// <exception cref="NotSupportedException"><typeparamref name="TValue"/> is no number.</exception>
    /// <exception cref="LimitExceededException">The dictionary has as many keys as it may.</exception>
    Task<TValue> IncrementAsync(TKey key, TValue amount, CancellationToken cancel = default);

    /// <summary>Reads the values of some keys.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>Those of them that are there, with their values, in that order.</returns>
    Task<KeyValuePair<TKey, TValue>[]> GetManyAsync(TKey[] keys, CancellationToken cancel = default);

    /// <summary>Writes the values of some keys, whether they are there or not.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="values">As many values, in that order.</param>
    /// <param name="cancel">Cancels the call; they may have been written all the same.</param>
    /// <exception cref="ArgumentException">There are more of one than of the other.</exception>
    /// <exception cref="LimitExceededException">The dictionary would have more keys than it may; nothing was written.</exception>
    Task SetManyAsync(TKey[] keys, TValue[] values, CancellationToken cancel = default);

    /// <summary>Takes out some keys.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="cancel">Cancels the call; they may have been taken out all the same.</param>
    /// <returns>How many were there.</returns>
    Task<int> RemoveManyAsync(TKey[] keys, CancellationToken cancel = default);

    /// <summary>Takes out some keys and returns them with their values: each goes to one caller alone.</summary>
    /// <param name="most">How many at most.</param>
    /// <param name="cancel">Cancels the call; they may have been taken out all the same.</param>
    /// <returns>The keys, whichever, with their values; fewer when there are no more, none when there is none.</returns>
    Task<KeyValuePair<TKey, TValue>[]> TakeAsync(int most, CancellationToken cancel = default);

    /// <summary>All keys with their values, at one moment.</summary>
    KeyValuePair<TKey, TValue>[] ToArray();

    /// <summary>All keys with their values, at one moment.</summary>
    /// <param name="cancel">Cancels the call.</param>
    Task<KeyValuePair<TKey, TValue>[]> ToArrayAsync(CancellationToken cancel = default);

    /// <summary>All keys, at one moment.</summary>
    TKey[] GetKeys();

    /// <summary>All keys, at one moment.</summary>
    /// <param name="cancel">Cancels the call.</param>
    Task<TKey[]> GetKeysAsync(CancellationToken cancel = default);

    /// <summary>All values, at one moment.</summary>
    TValue[] GetValues();

    /// <summary>All values, at one moment.</summary>
    /// <param name="cancel">Cancels the call.</param>
    Task<TValue[]> GetValuesAsync(CancellationToken cancel = default);

    /// <summary>
    /// All keys with their values, as they are when the enumeration begins, whatever happens to the dictionary meanwhile; they come in blocks.
    /// </summary>
    /// <param name="cancel">Ends the sequence.</param>
    IAsyncEnumerable<KeyValuePair<TKey, TValue>> EnumerateAsync(CancellationToken cancel = default);

    /// <summary>
    /// Each change in its order, behind one of kind <see cref="SharedChangeKind.Begun"/>. Who takes them too slowly gets one of kind
    /// <see cref="SharedChangeKind.Missed"/> in place of those for which there is no room (<c>ObjectServerOptions.MaxWatchedChanges</c>), and goes on.
    /// </summary>
    /// <param name="cancel">Ends the sequence.</param>
    /// <exception cref="LimitExceededException">As many watch the dictionary as may.</exception>
    /// <exception cref="ObjectGoneException">The dictionary was deleted.</exception>
    IAsyncEnumerable<SharedDictionaryChange<TKey, TValue>> WatchAsync(CancellationToken cancel = default);

    /// <inheritdoc cref="ISharedList{T}.BeginEnumeration"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    KeyValuePair<TKey, TValue>[] BeginEnumeration(out ISharedBlocks<KeyValuePair<TKey, TValue>>? rest);
}
