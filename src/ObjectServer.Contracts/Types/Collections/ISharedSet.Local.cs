using System.Collections;
using ObjectServer.Types;

namespace ObjectServer;

/// <content>What a set does where it is called, by its other members.</content>
public partial interface ISharedSet<T>
{
    /// <inheritdoc/>
    [SharedMember(Local = true)]
    bool ICollection<T>.IsReadOnly => false;

    /// <inheritdoc/>
    [SharedMember(Local = true)]
    void ICollection<T>.Add(T item) => Add(item);

    /// <inheritdoc/>
    [SharedMember(Local = true)]
    void ICollection<T>.CopyTo(T[] array, int arrayIndex) => ToArray().CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    [SharedMember(Local = true)]
    void ISet<T>.UnionWith(IEnumerable<T> other) => Apply(SharedSetOperation.Union, BlockEnumeration.ArrayOf(other));

    /// <inheritdoc/>
    [SharedMember(Local = true)]
    void ISet<T>.IntersectWith(IEnumerable<T> other) => Apply(SharedSetOperation.Intersect, BlockEnumeration.ArrayOf(other));

    /// <inheritdoc/>
    [SharedMember(Local = true)]
    void ISet<T>.ExceptWith(IEnumerable<T> other) => Apply(SharedSetOperation.Except, BlockEnumeration.ArrayOf(other));

    /// <inheritdoc/>
    [SharedMember(Local = true)]
    void ISet<T>.SymmetricExceptWith(IEnumerable<T> other) => Apply(SharedSetOperation.SymmetricExcept, BlockEnumeration.ArrayOf(other));

    /// <inheritdoc/>
    [SharedMember(Local = true)]
    bool ISet<T>.IsSubsetOf(IEnumerable<T> other) => Compare(SharedSetRelation.Subset, BlockEnumeration.ArrayOf(other));

    /// <inheritdoc/>
    [SharedMember(Local = true)]
    bool ISet<T>.IsProperSubsetOf(IEnumerable<T> other) => Compare(SharedSetRelation.ProperSubset, BlockEnumeration.ArrayOf(other));

    /// <inheritdoc/>
    [SharedMember(Local = true)]
    bool ISet<T>.IsSupersetOf(IEnumerable<T> other) => Compare(SharedSetRelation.Superset, BlockEnumeration.ArrayOf(other));

    /// <inheritdoc/>
    [SharedMember(Local = true)]
    bool ISet<T>.IsProperSupersetOf(IEnumerable<T> other) => Compare(SharedSetRelation.ProperSuperset, BlockEnumeration.ArrayOf(other));

    /// <inheritdoc/>
    [SharedMember(Local = true)]
    bool ISet<T>.Overlaps(IEnumerable<T> other) => Compare(SharedSetRelation.Overlapping, BlockEnumeration.ArrayOf(other));

    /// <inheritdoc/>
    [SharedMember(Local = true)]
    bool ISet<T>.SetEquals(IEnumerable<T> other) => Compare(SharedSetRelation.Equal, BlockEnumeration.ArrayOf(other));

    /// <inheritdoc/>
    [SharedMember(Local = true)]
    IEnumerator<T> IEnumerable<T>.GetEnumerator() => BlockEnumeration.Of(BeginEnumeration(out ISharedBlocks<T>? rest), rest);

    /// <inheritdoc/>
    [SharedMember(Local = true)]
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
