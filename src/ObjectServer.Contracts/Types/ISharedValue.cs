using ObjectServer.Contract;

namespace ObjectServer;

/// <summary>
/// One value that many clients read and write. Each change gives it a version, greater by one. A value is immutable, such as a number, a text or a
/// record, or a shared object. Calls may overlap; each acts at one moment.
/// </summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <remarks>
/// <c>v.Value += 1</c> is a read and a write, between which others may write: use <see cref="AddAsync"/>, or <see cref="TrySetAsync"/> again until it
/// succeeds.
/// </remarks>
[SharedContract]
[LibraryContract("SharedValue")]
public interface ISharedValue<T>
{
    /// <summary>The value.</summary>
    T Value { get; set; }

    /// <summary>Reads the value.</summary>
    /// <param name="cancel">Cancels the call.</param>
    Task<T> GetAsync(CancellationToken cancel = default);

    /// <summary>Writes the value, whatever it was.</summary>
    /// <param name="value">The new value.</param>
    /// <param name="cancel">Cancels the call; the value may have been written all the same.</param>
    Task SetAsync(T value, CancellationToken cancel = default);

    /// <summary>Reads the value with its version.</summary>
    /// <param name="cancel">Cancels the call.</param>
    Task<VersionedValue<T>> GetVersionedAsync(CancellationToken cancel = default);

    /// <summary>Writes the value if nobody has written it since.</summary>
    /// <param name="value">The new value.</param>
    /// <param name="version">The version that the value must still have.</param>
    /// <param name="cancel">Cancels the call; the value may have been written all the same.</param>
    /// <returns>False when it has another version, and was not written.</returns>
    Task<bool> TrySetAsync(T value, long version, CancellationToken cancel = default);

    /// <summary>Adds to a number at one moment, as its type adds: integers wrap around.</summary>
    /// <param name="amount">What is added; may be negative.</param>
    /// <param name="cancel">Cancels the call; it may have been added all the same.</param>
    /// <returns>The sum.</returns>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no number.</exception>
    Task<T> AddAsync(T amount, CancellationToken cancel = default);

    /// <summary>
    /// The value as it is, and then each time it has changed. Who is slower than the changes misses some, and gets the last one: versions may be
    /// left out, never the newest.
    /// </summary>
    /// <param name="cancel">Ends the sequence.</param>
    /// <exception cref="ObjectGoneException">The value was deleted.</exception>
    IAsyncEnumerable<VersionedValue<T>> WatchAsync(CancellationToken cancel = default);
}
