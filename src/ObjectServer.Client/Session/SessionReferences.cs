using ObjectServer.Contract;
using ObjectServer.Objects;
using ObjectServer.Values;

namespace ObjectServer.Session;

/// <summary>
/// What one session holds: for each object how often its reference was sent to the client and not yet given back. Calls may overlap.
/// </summary>
internal sealed class SessionReferences : IReferenceScope
{
    [ThreadStatic]
    private static List<SharedObject>? _exported;

    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, Holding> _held = [];
    private readonly ObjectTable _objects;
    private readonly ServerIdentity _identity;
    private readonly Action<ContractModel> _announce;
    private bool _closed;

    /// <param name="objects">The server's objects.</param>
    /// <param name="identity">The server's identity.</param>
    /// <param name="announce">Tells the client of a contract before a reference names it.</param>
    public SessionReferences(ObjectTable objects, ServerIdentity identity, Action<ContractModel> announce)
    {
        _objects = objects;
        _identity = identity;
        _announce = announce;
    }

    /// <summary>How many objects the session holds.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _held.Count;
        }
    }

    /// <summary>Begins to note what is exported on this thread, for one result.</summary>
    public static void BeginExports() => _exported = null;

    /// <summary>What was exported on this thread since then; null for nothing.</summary>
    public static IReadOnlyList<SharedObject>? EndExports()
    {
        List<SharedObject>? exported = _exported;
        _exported = null;
        return exported;
    }

    /// <summary>The result will not be sent: what was exported for it is given back.</summary>
    public void Undo(IReadOnlyList<SharedObject>? exported)
    {
        if (exported is null) return;
        foreach (SharedObject shared in exported) Release(shared.Id, 1);
    }

    /// <inheritdoc/>
    public ObjectReference Export(object value, ContractModel contract)
    {
        SharedObject shared = _objects.Share(value, contract);
        try
        {
            // What a member returns, another object may well keep.
            shared.Escaped = true;
            return Hold(shared, contract);
        }
        finally
        {
            shared.Unpin();
        }
    }

    /// <summary>The session holds one more reference of a pinned object.</summary>
    public ObjectReference Hold(SharedObject shared, ContractModel contract)
    {
        if (!shared.TryHold()) throw new ObjectGoneException(Reference(shared, contract));
        lock (_gate)
        {
            if (_closed)
            {
                shared.Release(1);
                return Reference(shared, contract);
            }

            _held[shared.Id] = new Holding(shared, _held.TryGetValue(shared.Id, out Holding held) ? held.Count + 1 : 1);
        }

        (_exported ??= []).Add(shared);
        _announce(contract);
        return Reference(shared, contract);
    }

    /// <inheritdoc/>
    public object Import(in ObjectReference reference, ContractModel contract)
    {
        if (reference.Server != _identity.Id || reference.Generation != _identity.Generation || _objects.Find(reference.ObjectId) is not { } shared)
        {
            throw new ObjectGoneException(reference);
        }

        if (!contract.Interface.IsInstanceOfType(shared.Instance))
        {
            throw new ArgumentEncodingException($"The object {reference} is a {shared.Type.Class} and does not implement {contract.Name}.");
        }

        shared.Escaped = true;
        return shared.Instance;
    }

    /// <summary>The client gives references back. More than it was sent is as many as it was sent.</summary>
    public void Release(ulong id, long count)
    {
        Holding held;
        lock (_gate)
        {
            if (!_held.TryGetValue(id, out held)) return;
            count = Math.Clamp(count, 0, held.Count);
            if (count == held.Count) _held.Remove(id);
            else _held[id] = held with { Count = held.Count - count };
        }

        if (count > 0) held.Object.Release(count);
    }

    /// <summary>Whether the session holds the object.</summary>
    public bool Holds(ulong id)
    {
        lock (_gate) return _held.ContainsKey(id);
    }

    /// <summary>Gives everything back, now and later.</summary>
    public void Close()
    {
        Holding[] all;
        lock (_gate)
        {
            _closed = true;
            all = [.. _held.Values];
            _held.Clear();
        }

        foreach (Holding held in all) held.Object.Release(held.Count);
    }

    private ObjectReference Reference(SharedObject shared, ContractModel contract) =>
        new(_identity.Id, _identity.Generation, shared.Id, contract.Fingerprint);

    private readonly record struct Holding(SharedObject Object, long Count);
}
