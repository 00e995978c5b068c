using System.Runtime.InteropServices;
using ObjectServer.Client.Session;
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

    private readonly Dictionary<object, (SharedObject Shared, int Count)> _held = new(ReferenceEqualityComparer.Instance);

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

    /// <summary>The element stands in the collection once less. To be called after it was taken out, and no more often than it was added.</summary>
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

        shared.Release(1);
    }

    /// <summary>
    /// As <see cref="Remove"/>, for an element that the call which runs returns: it stays until its caller has it. By the member's own code.
    /// </summary>
    public void HandOut(T element)
    {
        if (!MayBeShared || element is null) return;
        SharedObject? shared;
        lock (_held) shared = _held.TryGetValue(element, out (SharedObject Shared, int Count) entry) ? entry.Shared : null;
        if (shared is not null) IncomingCall.Current?.TryKeep(shared);
        Remove(element);
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
}
