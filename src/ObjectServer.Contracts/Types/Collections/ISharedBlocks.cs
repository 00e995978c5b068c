using System.ComponentModel;

namespace ObjectServer;

/// <summary>The rest of a collection that is enumerated by synchronous calls: what the enumerator of a proxy takes block after block.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <remarks>It is of no use by itself: enumerate the collection. It is kept while somebody holds it. One call at a time.</remarks>
[SharedContract]
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISharedBlocks<T>
{
    /// <summary>The next elements; none when there are no more.</summary>
    T[] Take();
}
