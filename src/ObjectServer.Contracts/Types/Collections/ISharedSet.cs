using System.ComponentModel;
using ObjectServer.Contract;

namespace ObjectServer;

/// <summary>
/// A set that many clients change. Its elements are immutable, such as numbers, texts and records, or shared objects, which it holds while they are in
/// it. Calls may overlap; each acts at one moment, the bulk forms too. An enumeration sees the set as it was when it began.
/// </summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <remarks>It is an <see cref="ISet{T}"/>, so that whatever takes one takes its proxy.</remarks>
[SharedContract]
[LibraryContract("SharedSet")]
public partial interface ISharedSet<T> : ISet<T>
{
    /// <summary>How many elements there are.</summary>
    /// <param name="cancel">Cancels the call.</param>
    Task<int> GetCountAsync(CancellationToken cancel = default);

    /// <summary>Adds an element.</summary>
    /// <param name="item">The element.</param>
    /// <param name="cancel">Cancels the call; it may have been added all the same.</param>
    /// <returns>False when it was there before.</returns>
    /// <exception cref="LimitExceededException">The set has as many elements as it may.</exception>
    Task<bool> AddAsync(T item, CancellationToken cancel = default);

    /// <summary>Takes out an element.</summary>
    /// <param name="item">The element.</param>
    /// <param name="cancel">Cancels the call; it may have been taken out all the same.</param>
    /// <returns>False when it was not there.</returns>
    Task<bool> RemoveAsync(T item, CancellationToken cancel = default);

    /// <summary>Whether an element is there.</summary>
    /// <param name="item">The element.</param>
    /// <param name="cancel">Cancels the call.</param>
    Task<bool> ContainsAsync(T item, CancellationToken cancel = default);

    /// <summary>Takes out all elements.</summary>
    /// <param name="cancel">Cancels the call; they may have been taken out all the same.</param>
    Task ClearAsync(CancellationToken cancel = default);

    /// <summary>Adds elements.</summary>
    /// <param name="items">The elements.</param>
    /// <param name="cancel">Cancels the call; they may have been added all the same.</param>
    /// <returns>How many were not there before.</returns>
    /// <exception cref="LimitExceededException">The set would have more elements than it may; none was added.</exception>
    Task<int> AddRangeAsync(T[] items, CancellationToken cancel = default);

    /// <summary>Takes out elements.</summary>
    /// <param name="items">The elements.</param>
    /// <param name="cancel">Cancels the call; they may have been taken out all the same.</param>
    /// <returns>How many were there.</returns>
    Task<int> RemoveManyAsync(T[] items, CancellationToken cancel = default);

    /// <summary>Which elements are there.</summary>
    /// <param name="items">The elements that are looked for.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>The answer for each of them, in that order.</returns>
    Task<bool[]> ContainsManyAsync(T[] items, CancellationToken cancel = default);

    /// <summary>Takes out some elements and returns them: each goes to one caller alone.</summary>
    /// <param name="most">How many at most.</param>
    /// <param name="cancel">Cancels the call; they may have been taken out all the same.</param>
    /// <returns>The elements, whichever; fewer when there are no more, none when there is none.</returns>
    Task<T[]> TakeAsync(int most, CancellationToken cancel = default);

    /// <summary>All elements, at one moment.</summary>
    T[] ToArray();

    /// <summary>All elements, at one moment.</summary>
    /// <param name="cancel">Cancels the call.</param>
    Task<T[]> ToArrayAsync(CancellationToken cancel = default);

    /// <summary>Puts the set together with other elements; it is the result from then on.</summary>
    /// <param name="operation">How.</param>
    /// <param name="other">The other elements; what stands there twice counts once.</param>
    /// <exception cref="LimitExceededException">The set would have more elements than it may; nothing was changed.</exception>
    void Apply(SharedSetOperation operation, T[] other);

    /// <summary>Puts the set together with other elements; it is the result from then on.</summary>
    /// <param name="operation">How.</param>
    /// <param name="other">The other elements; what stands there twice counts once.</param>
    /// <param name="cancel">Cancels the call; it may have happened all the same.</param>
    /// <exception cref="LimitExceededException">The set would have more elements than it may; nothing was changed.</exception>
    Task ApplyAsync(SharedSetOperation operation, T[] other, CancellationToken cancel = default);

    /// <summary>What comes of the set and other elements; the set stays as it is.</summary>
    /// <param name="operation">How they are put together.</param>
    /// <param name="other">The other elements; what stands there twice counts once.</param>
    /// <param name="cancel">Cancels the call.</param>
    Task<T[]> CombineAsync(SharedSetOperation operation, T[] other, CancellationToken cancel = default);

    /// <summary>Whether the set stands to other elements as is asked.</summary>
    /// <param name="relation">What is asked.</param>
    /// <param name="other">The other elements; what stands there twice counts once.</param>
    bool Compare(SharedSetRelation relation, T[] other);

    /// <summary>Whether the set stands to other elements as is asked.</summary>
    /// <param name="relation">What is asked.</param>
    /// <param name="other">The other elements; what stands there twice counts once.</param>
    /// <param name="cancel">Cancels the call.</param>
    Task<bool> CompareAsync(SharedSetRelation relation, T[] other, CancellationToken cancel = default);

    /// <summary>All elements, as they are when the enumeration begins, whatever happens to the set meanwhile; they come in blocks.</summary>
    /// <param name="cancel">Ends the sequence.</param>
    IAsyncEnumerable<T> EnumerateAsync(CancellationToken cancel = default);

    /// <summary>
    /// Each change in its order, behind one of kind <see cref="SharedChangeKind.Begun"/>. Who takes them too slowly gets one of kind
    /// <see cref="SharedChangeKind.Missed"/> in place of those for which there is no room (<c>ObjectServerOptions.MaxWatchedChanges</c>), and goes on.
    /// </summary>
    /// <param name="cancel">Ends the sequence.</param>
    /// <exception cref="LimitExceededException">As many watch the set as may.</exception>
    /// <exception cref="ObjectGoneException">The set was deleted.</exception>
    IAsyncEnumerable<SharedSetChange<T>> WatchAsync(CancellationToken cancel = default);

    /// <inheritdoc cref="ISharedList{T}.BeginEnumeration"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    T[] BeginEnumeration(out ISharedBlocks<T>? rest);
}
