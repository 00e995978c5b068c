using System.Runtime.InteropServices;
using ObjectServer.Client.Session;
using ObjectServer.Client.Session.Holds;
using ObjectServer.Contract;

namespace ObjectServer.Objects;

/// <summary>
/// Holds shared objects that stand in a collection, so that each keeps its identity for as long as it does, and counts as held. What is no shared
/// object costs nothing. Calls may overlap.
/// </summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <param name="host">Whose objects they are.</param>
internal sealed class ElementHolds<T>(ObjectHost host) : IDisposable
{
    /// <summary>
    /// Whether elements can be shared objects at all. Values and text are never; an element of a contract may be an object of this server, or a proxy
    /// of a client's, which holds by itself.
    /// </summary>
    public static readonly bool MayBeShared = ContractModel.IsContract(typeof(T));

    private readonly Dictionary<object, (SharedObject Shared, int Count)> _held = Holding();

    /// <summary>The element stands in the collection once more.</summary>
    public void Add(T element)
    {
        if (!MayBeShared || element is null || host.Objects.FindInstance(element) is not { } shared) return;
        lock (_held)
        {
            ref (SharedObject Shared, int Count) entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_held, element, out bool isKnown);
            if (isKnown) entry.Count++;
            else if (shared.TryHold()) entry = (shared, 1);
            else _held.Remove(element);
        }
    }

    /// <summary>
    /// The element stands in the collection once less; the call that takes it out may return it, so that it stays until that is answered. To be
    /// called after it was taken out, no more often than it was added, and by the member's own code.
    /// </summary>
    public void Remove(T element)
    {
        if (!MayBeShared || element is null) return;
        SharedObject shared;
        lock (_held)
        {
            ref (SharedObject Shared, int Count) entry = ref CollectionsMarshal.GetValueRefOrNullRef(_held, element);
            if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref entry) || --entry.Count > 0) return;
            shared = entry.Shared;
            _held.Remove(element);
        }

        IncomingCall.Current?.TryKeep(shared);
        shared.Release(1);
    }

    /// <summary>An element that the call which runs returns: it stays until the caller has it. By the member's own code, while it stands in the collection.</summary>
    public T Keep(T element)
    {
        if (MayBeShared && element is not null && host.Objects.FindInstance(element) is { } shared) IncomingCall.Current?.TryKeep(shared);
        return element;
    }

    /// <inheritdoc cref="Keep(T)"/>
    public T[] Keep(T[] elements)
    {
        if (!MayBeShared) return elements;
        foreach (T element in elements) Keep(element);
        return elements;
    }

    /// <summary>Nothing stands in the collection any more.</summary>
    public void Clear()
    {
        if (!MayBeShared) return;
        (SharedObject Shared, int Count)[] all;
        lock (_held)
        {
            all = [.. _held.Values];
            _held.Clear();
        }

        foreach ((SharedObject shared, _) in all) shared.Release(1);
    }

    /// <summary>The collection is gone.</summary>
    public void Dispose() => Clear();

    private static Dictionary<object, (SharedObject Shared, int Count)> Holding()
    {
        // Calls know themselves only where they may have to hold something.
        if (MayBeShared) SessionHolds.Use();
        return new(ReferenceEqualityComparer.Instance);
    }
}
