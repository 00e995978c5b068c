using System.Collections.Concurrent;
using ObjectServer.Client.Session;
using ObjectServer.Contract;
using ObjectServer.Dispatch;
using ObjectServer.Dispatch.Statistics;
using ObjectServer.Streaming;

namespace ObjectServer.Objects;

/// <summary>All shared objects of a server, by id and by instance. An instance is shared under one id. Calls may overlap.</summary>
internal sealed class ObjectTable
{
    private readonly ConcurrentDictionary<ulong, SharedObject> _byId = new();
    private readonly ConcurrentDictionary<object, SharedObject> _byInstance = new(InstanceComparer.Instance);
    private readonly Action<SharedObject> _discard;
    private readonly CallStatistics? _statistics;
    private ulong _lastId;

    /// <param name="discard">Called once for each object that has gone and in which nothing runs any more.</param>
    /// <param name="queue">How many calls may wait for one of them; null for the default.</param>
    /// <param name="statistics">Counts their calls; null for no counting.</param>
    public ObjectTable(Action<SharedObject> discard, QueueRules? queue = null, CallStatistics? statistics = null)
    {
        _statistics = statistics;
        _discard = discard;
        Queue = queue ?? QueueRules.Default;
    }

    /// <summary>How many calls may wait for one of them.</summary>
    public QueueRules Queue { get; }

    /// <summary>How many there are.</summary>
    public int Count => _byId.Count;

    /// <summary>All of them, in the order of their ids.</summary>
    public IEnumerable<SharedObject> All => _byId.Values.OrderBy(shared => shared.Id);

    /// <summary>All of them, as they are now, in no order.</summary>
    public ICollection<SharedObject> Current => _byId.Values;

    /// <summary>Finds an object; null when it has gone or never was.</summary>
    public SharedObject? Find(ulong id) => _byId.GetValueOrDefault(id);

    /// <summary>Finds an object by itself; null when it is not shared, or no longer.</summary>
    public SharedObject? FindInstance(object instance) => _byInstance.GetValueOrDefault(instance);

    /// <summary>Shares a new object, pinned once so that it lives until its maker has handed it on.</summary>
    public SharedObject Add(object instance, TypeRegistration registration, ObjectOwnership ownership, IAsyncDisposable? scope)
    {
        ObjectType type = registration.Type ?? ObjectType.Of(instance.GetType());
        var shared = new SharedObject(this, Interlocked.Increment(ref _lastId), instance, type, ownership, registration.Concurrency)
        {
            TypeName = registration.Name,
            Statistics = _statistics?.Of(type, registration.Name),
            Scope = scope,
        };
        return Publish(shared);
    }

    /// <summary>The shared object for an instance that a member returned: the one it has, or a new one. Pinned once.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="contract">The contract that it is handed out under.</param>
    /// <exception cref="InvalidContractException">Its class cannot be shared.</exception>
    /// <exception cref="ArgumentEncodingException">It is shared already, by another selection of its members.</exception>
    public SharedObject Share(object instance, ContractModel contract)
    {
        while (true)
        {
            if (_byInstance.TryGetValue(instance, out SharedObject? known))
            {
                DemandSame(known, contract);
                if (known.TryPin())
                {
                    // Who shares it first may not have come so far yet, and what this one says of it must hold at once.
                    if (!known.IsListed) List(known);
                    return known;
                }

                // It is on its way out; the entry goes with it.
                Remove(known);
                continue;
            }

            ObjectType type = ObjectType.Of(instance, contract);
            var shared = new SharedObject(this, Interlocked.Increment(ref _lastId), instance, type, ObjectOwnership.Returned, type.Concurrency)
            {
                TypeName = type.TypeName,
                Statistics = _statistics?.Of(type, type.TypeName),
                Escaped = true,
            };
            shared.TryPin();
            if (!_byInstance.TryAdd(instance, shared)) continue;
            List(shared);
            return shared;
        }
    }

    /// <summary>Forgets an object: it can no longer be found.</summary>
    public void Remove(SharedObject shared)
    {
        _byId.TryRemove(new KeyValuePair<ulong, SharedObject>(shared.Id, shared));
        _byInstance.TryRemove(new KeyValuePair<object, SharedObject>(shared.Instance, shared));
    }

    /// <summary>Nothing runs in a forgotten object any more: disposes of it if that is the server's to do.</summary>
    public void Discard(SharedObject shared)
    {
        if (shared.Instance is IEndsUnreferenced held) held.End();
        else _discard(shared);
    }

    // What an object shares was settled when it was first shared: no reference may open more of it, or less.
    private static void DemandSame(SharedObject known, ContractModel contract)
    {
        if (!contract.IsOfClass && !known.Type.IsOfClass) return;
        if (known.Type.Contracts[0] == contract) return;
        throw new ArgumentEncodingException(
            $"A {known.Type.Class} that is shared as \"{known.Type.TypeName}\" cannot also be shared as {contract.Name} in another way: "
            + "what is shared of an object is settled once.");
    }

    private SharedObject Publish(SharedObject shared)
    {
        shared.TryPin();
        if (!_byInstance.TryAdd(shared.Instance, shared))
        {
            throw new InvalidOperationException($"An instance of {shared.Instance.GetType()} that is shared already was to be shared once more.");
        }

        List(shared);
        return shared;
    }

    // Only by who has pinned it: it does not go meanwhile, so that no entry stays behind of one that has gone.
    private void List(SharedObject shared)
    {
        _byId[shared.Id] = shared;
        shared.IsListed = true;
    }
}
