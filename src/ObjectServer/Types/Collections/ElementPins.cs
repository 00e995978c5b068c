using ObjectServer.Objects;

namespace ObjectServer.Types.Collections;

/// <summary>
/// Keeps shared objects that were taken from a collection to be sent, until they have been, whatever happens to the collection meanwhile. Disposed
/// of once.
/// </summary>
internal sealed class ElementPins : IDisposable
{
    private readonly List<SharedObject> _held = [];

    private ElementPins()
    {
    }

    /// <summary>Keeps elements; null when their type cannot be shared. To be called while they stand in the collection.</summary>
    public static ElementPins? Of<T>(ObjectHost host, params ReadOnlySpan<T> elements) => Add(null, host, elements);

    /// <summary>Keeps keys and values.</summary>
    public static ElementPins? OfPairs<TKey, TValue>(ObjectHost host, params ReadOnlySpan<KeyValuePair<TKey, TValue>> pairs)
    {
        if (!ElementHolds<TKey>.MayBeShared && !ElementHolds<TValue>.MayBeShared) return null;
        ElementPins? pins = null;
        foreach ((TKey key, TValue value) in pairs) pins = Add<TValue>(Add<TKey>(pins, host, [key]), host, [value]);
        return pins;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SharedObject shared in _held) shared.Release(1);
        _held.Clear();
    }

    private static ElementPins? Add<T>(ElementPins? pins, ObjectHost host, ReadOnlySpan<T> elements)
    {
        if (!ElementHolds<T>.MayBeShared) return pins;
        foreach (T element in elements)
        {
            if (element is null || host.Objects.FindInstance(element) is not { } shared || !shared.TryHold()) continue;
            pins ??= new ElementPins();
            pins._held.Add(shared);
        }

        return pins;
    }
}
