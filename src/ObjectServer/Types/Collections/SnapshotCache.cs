using ObjectServer.Objects;

namespace ObjectServer.Types.Collections;

/// <summary>
/// The snapshot that enumerations of a collection use: made when one begins, and used again by all that begin before the collection changes, as
/// long as one of them still uses it. A change costs one write of a field. All under the collection's gate.
/// </summary>
/// <typeparam name="T">The type of the elements.</typeparam>
internal struct SnapshotCache<T>
{
    private WeakReference<T[]>? _last;

    /// <summary>The elements as they are.</summary>
    /// <param name="copy">Copies the collection.</param>
    /// <param name="host">Whose objects the elements may be.</param>
    /// <param name="pin">Keeps the elements that are shared objects.</param>
    public CollectionSnapshot<T> Take(Func<T[]> copy, ObjectHost host, Func<ObjectHost, T[], ElementPins?> pin)
    {
        if (_last is null || !_last.TryGetTarget(out T[]? items))
        {
            items = copy();
            _last = new WeakReference<T[]>(items);
        }

        return new CollectionSnapshot<T>(items, pin(host, items));
    }

    /// <summary>The collection is another one from now on.</summary>
    public void Drop() => _last = null;
}
