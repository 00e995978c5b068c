using System.Collections;
using System.ComponentModel;
using ObjectServer.Contract;
using ObjectServer.Types;

namespace ObjectServer;

/// <summary>
/// A list that many clients change. Its elements are immutable, such as numbers, texts and records, or shared objects, which it holds while they
/// stand in it. Calls may overlap; each acts at one moment, the bulk forms too. An enumeration sees the list as it was when it began.
/// </summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <remarks>
/// It is an <see cref="IList{T}"/>, so that whatever takes one takes its proxy. A loop over indexes is a call for each; enumerate it, or take a slice.
/// <c>list[1..^1]</c> is an array of its own, as is what <c>[.. list, .. other]</c> makes.
/// </remarks>
[SharedContract]
[LibraryContract("SharedList")]
public interface ISharedList<T> : IList<T>
{
    /// <summary>How many elements there are.</summary>
    /// <param name="cancel">Cancels the call.</param>
    Task<int> GetCountAsync(CancellationToken cancel = default);

    /// <summary>Reads an element.</summary>
    /// <param name="index">Which one, from 0 on.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    Task<T> GetAsync(int index, CancellationToken cancel = default);

    /// <summary>Replaces an element.</summary>
    /// <param name="index">Which one, from 0 on.</param>
    /// <param name="value">What stands there from then on.</param>
    /// <param name="cancel">Cancels the call; it may have been replaced all the same.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    Task SetAsync(int index, T value, CancellationToken cancel = default);

    /// <summary>Adds an element behind all others.</summary>
    /// <param name="item">The element.</param>
    /// <param name="cancel">Cancels the call; it may have been added all the same.</param>
    /// <exception cref="LimitExceededException">The list has as many elements as it may.</exception>
    Task AddAsync(T item, CancellationToken cancel = default);

    /// <summary>Adds an element in front of another one.</summary>
    /// <param name="index">Where it stands from then on; the number of elements for behind all.</param>
    /// <param name="item">The element.</param>
    /// <param name="cancel">Cancels the call; it may have been added all the same.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    /// <exception cref="LimitExceededException">The list has as many elements as it may.</exception>
    Task InsertAsync(int index, T item, CancellationToken cancel = default);

    /// <summary>Takes out the first element that equals another one.</summary>
    /// <param name="item">What it equals.</param>
    /// <param name="cancel">Cancels the call; it may have been taken out all the same.</param>
    /// <returns>False when there is none.</returns>
    Task<bool> RemoveAsync(T item, CancellationToken cancel = default);

    /// <summary>Takes out an element.</summary>
    /// <param name="index">Which one, from 0 on.</param>
    /// <param name="cancel">Cancels the call; it may have been taken out all the same.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    Task RemoveAtAsync(int index, CancellationToken cancel = default);

    /// <summary>Takes out all elements.</summary>
    /// <param name="cancel">Cancels the call; they may have been taken out all the same.</param>
    Task ClearAsync(CancellationToken cancel = default);

    /// <summary>Whether an element equals another one.</summary>
    /// <param name="item">What it is to equal.</param>
    /// <param name="cancel">Cancels the call.</param>
    Task<bool> ContainsAsync(T item, CancellationToken cancel = default);

    /// <summary>Where the first element stands that equals another one; -1 for nowhere.</summary>
    /// <param name="item">What it equals.</param>
    /// <param name="cancel">Cancels the call.</param>
    Task<int> IndexOfAsync(T item, CancellationToken cancel = default);

    /// <summary>How many elements equal another one.</summary>
    /// <param name="item">What they equal.</param>
    /// <param name="cancel">Cancels the call.</param>
    Task<int> CountOfAsync(T item, CancellationToken cancel = default);

    /// <summary>Replaces an element if it still is what was expected, by the equality of its type.</summary>
    /// <param name="index">Which one, from 0 on.</param>
    /// <param name="value">What stands there from then on.</param>
    /// <param name="expected">What it must equal.</param>
    /// <param name="cancel">Cancels the call; it may have been replaced all the same.</param>
    /// <returns>False when it is another one, and was not replaced.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    Task<bool> TryUpdateAsync(int index, T value, T expected, CancellationToken cancel = default);

    /// <summary>Adds to a number at one moment, as its type adds: integers wrap around.</summary>
    /// <param name="index">Which element, from 0 on.</param>
    /// <param name="amount">What is added; may be negative.</param>
    /// <param name="cancel">Cancels the call; it may have been added all the same.</param>
    /// <returns>The sum, which is the element from then on.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no number.</exception>
    Task<T> IncrementAsync(int index, T amount, CancellationToken cancel = default);

    /// <summary>Adds elements behind all others.</summary>
    /// <param name="items">The elements.</param>
    /// <exception cref="LimitExceededException">The list would have more elements than it may; none was added.</exception>
    void AddRange(T[] items);

    /// <summary>Adds elements behind all others.</summary>
    /// <param name="items">The elements.</param>
    /// <param name="cancel">Cancels the call; they may have been added all the same.</param>
    /// <exception cref="LimitExceededException">The list would have more elements than it may; none was added.</exception>
    Task AddRangeAsync(T[] items, CancellationToken cancel = default);

    /// <inheritdoc cref="AddRangeAsync(T[], CancellationToken)"/>
    sealed Task AddRangeAsync(IEnumerable<T> items, CancellationToken cancel = default) => AddRangeAsync(BlockEnumeration.ArrayOf(items), cancel);

    /// <summary>All elements, at one moment.</summary>
    T[] ToArray();

    /// <summary>All elements, at one moment.</summary>
    /// <param name="cancel">Cancels the call.</param>
    Task<T[]> ToArrayAsync(CancellationToken cancel = default);

    /// <summary>Some elements that follow each other, as an array of their own; what <c>list[1..3]</c> means.</summary>
    /// <param name="start">The first one, from 0 on.</param>
    /// <param name="length">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not as many.</exception>
    T[] Slice(int start, int length);

    /// <summary>Some elements that follow each other, as an array of their own.</summary>
    /// <param name="index">The first one, from 0 on.</param>
    /// <param name="count">How many.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not as many.</exception>
    Task<T[]> GetRangeAsync(int index, int count, CancellationToken cancel = default);

    /// <summary>Elements from here and there.</summary>
    /// <param name="indexes">Which ones, each from 0 on.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>As many elements, in that order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">One of them is not there.</exception>
    Task<T[]> GetManyAsync(int[] indexes, CancellationToken cancel = default);

    /// <summary>Replaces elements here and there.</summary>
    /// <param name="indexes">Which ones, each from 0 on.</param>
    /// <param name="values">As many values, in that order.</param>
    /// <param name="cancel">Cancels the call; they may have been replaced all the same.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is not there; none was replaced.</exception>
    Task SetManyAsync(int[] indexes, T[] values, CancellationToken cancel = default);

    /// <summary>
    /// Takes out some elements that follow each other, and puts others in their place, more or fewer: what is assigned to a slice. Without
    /// <paramref name="items"/> it removes, with a <paramref name="count"/> of 0 it inserts.
    /// </summary>
    /// <param name="index">The first one, from 0 on.</param>
    /// <param name="count">How many are taken out.</param>
    /// <param name="items">What stands there from then on.</param>
    /// <param name="cancel">Cancels the call; it may have happened all the same.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not as many.</exception>
    /// <exception cref="LimitExceededException">The list would have more elements than it may; nothing was changed.</exception>
    Task ReplaceRangeAsync(int index, int count, T[] items, CancellationToken cancel = default);

    /// <summary>Takes out an element and returns it: each goes to one caller alone.</summary>
    /// <param name="index">Which one, from 0 on.</param>
    /// <param name="cancel">Cancels the call; it may have been taken out all the same.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    Task<T> TakeAtAsync(int index, CancellationToken cancel = default);

    /// <summary>Takes out the first elements and returns them: each goes to one caller alone.</summary>
    /// <param name="most">How many at most.</param>
    /// <param name="cancel">Cancels the call; they may have been taken out all the same.</param>
    /// <returns>The elements; fewer when there are no more, none when there is none.</returns>
    Task<T[]> TakeAsync(int most, CancellationToken cancel = default);

    /// <summary>Puts the elements in order, in place.</summary>
    /// <param name="descending">The greatest first.</param>
    /// <exception cref="InvalidOperationException">They cannot be compared.</exception>
    [SharedMember(CpuBound = true)]
    void Sort(bool descending = false);

    /// <summary>Puts the elements in order, in place.</summary>
    /// <param name="descending">The greatest first.</param>
    /// <param name="cancel">Cancels the call; it may have happened all the same.</param>
    /// <exception cref="InvalidOperationException">They cannot be compared.</exception>
    [SharedMember(CpuBound = true)]
    Task SortAsync(bool descending = false, CancellationToken cancel = default);

    /// <summary>Turns the order of the elements around, in place.</summary>
    void Reverse();

    /// <summary>Turns the order of the elements around, in place.</summary>
    /// <param name="cancel">Cancels the call; it may have happened all the same.</param>
    Task ReverseAsync(CancellationToken cancel = default);

    /// <summary>All elements, as they are when the enumeration begins, whatever happens to the list meanwhile; they come in blocks.</summary>
    /// <param name="cancel">Ends the sequence.</param>
    IAsyncEnumerable<T> EnumerateAsync(CancellationToken cancel = default);

    /// <summary>
    /// Each change in its order, behind one of kind <see cref="SharedChangeKind.Begun"/>. Who takes them too slowly gets one of kind
    /// <see cref="SharedChangeKind.Missed"/> in place of those for which there is no room (<c>ObjectServerOptions.MaxWatchedChanges</c>), and goes on.
    /// </summary>
    /// <param name="cancel">Ends the sequence.</param>
    /// <exception cref="LimitExceededException">As many watch the list as may.</exception>
    /// <exception cref="ObjectGoneException">The list was deleted.</exception>
    IAsyncEnumerable<SharedListChange<T>> WatchAsync(CancellationToken cancel = default);

    /// <summary>Begins what <c>foreach</c> does with a proxy.</summary>
    /// <param name="rest">Where the elements behind the first ones are to be had; null when there are none.</param>
    /// <returns>The first elements.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    T[] BeginEnumeration(out ISharedBlocks<T>? rest);

    /// <inheritdoc/>
    [SharedMember(Local = true)]
    bool ICollection<T>.IsReadOnly => false;

    /// <inheritdoc/>
    [SharedMember(Local = true)]
    void ICollection<T>.CopyTo(T[] array, int arrayIndex) => ToArray().CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    [SharedMember(Local = true)]
    IEnumerator<T> IEnumerable<T>.GetEnumerator() => BlockEnumeration.Of(BeginEnumeration(out ISharedBlocks<T>? rest), rest);

    /// <inheritdoc/>
    [SharedMember(Local = true)]
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
