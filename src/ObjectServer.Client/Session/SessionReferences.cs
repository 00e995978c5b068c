using System.Buffers;
using ObjectServer.Client.Proxy;
using ObjectServer.Client.Proxy.Described;
using ObjectServer.Client.Session.Holds;
using ObjectServer.Client.Snapshots;
using ObjectServer.Contract;
using ObjectServer.Objects;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>
/// What crosses one session by reference: for each object of this side how often its reference was sent to the other side and not yet
/// given back; and the proxies of the other side's objects. Calls may overlap.
/// </summary>
internal sealed class SessionReferences : IReferenceScope
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, Holding> _held = [];
    private readonly ObjectTable _objects;
    private readonly ServerIdentity _identity;
    private readonly Action<ContractModel> _announce;
    private readonly ProxyTable? _proxies;
    private readonly bool _forwards;
    private bool _closed;
    private long _total;

    /// <param name="objects">This side's objects.</param>
    /// <param name="identity">Whose they are.</param>
    /// <param name="announce">Tells the other side of a contract before a reference names it.</param>
    /// <param name="proxies">Proxies of the other side's objects; null when it cannot have any.</param>
    /// <param name="forwards">Proxies of objects elsewhere are handed on like objects of this side: their calls go through it.</param>
    public SessionReferences(ObjectTable objects, ServerIdentity identity, Action<ContractModel> announce, ProxyTable? proxies = null, bool forwards = false)
    {
        _objects = objects;
        _identity = identity;
        _announce = announce;
        _proxies = proxies;
        _forwards = forwards;
    }

    /// <summary>Proxies of the other side's objects.</summary>
    public ProxyTable Proxies => _proxies ?? throw new InvalidOperationException("The other side of this session has no objects.");

    /// <summary>Which objects the other side may call; null for all. Set before it can call any.</summary>
    public IObjectAccess? Access { get; set; }

    /// <summary>How many objects the other side may hold.</summary>
    public int MostHeld { get; init; } = int.MaxValue;

    /// <summary>What objects of this side hold for the other one; null where they hold nothing.</summary>
    public SessionHolds? Holds { get; init; }

    /// <summary>How many objects the session holds.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _held.Count;
        }
    }

    /// <summary>How many references the session holds, those of one object counted each.</summary>
    public long TotalHeld
    {
        get
        {
            lock (_gate) return _total;
        }
    }

    /// <summary>How many references of these objects the session holds.</summary>
    /// <param name="places">The objects: by their ids, which place each has.</param>
    /// <param name="counts">By those places; all are set.</param>
    public void CountHeld(IReadOnlyDictionary<ulong, int> places, Span<long> counts)
    {
        counts.Clear();
        lock (_gate)
        {
            if (_held.Count < places.Count)
            {
                foreach ((ulong id, Holding held) in _held)
                {
                    if (places.TryGetValue(id, out int place)) counts[place] = held.Count;
                }

                return;
            }

            foreach ((ulong id, int place) in places)
            {
                if (_held.TryGetValue(id, out Holding held)) counts[place] = held.Count;
            }
        }
    }

    /// <summary>Objects that the session holds, and how many references of each: those of which it has most come first.</summary>
    /// <param name="most">How many are wanted.</param>
    public (SharedObject Object, long References)[] MostOf(int most)
    {
        lock (_gate) return [.. _held.Values.OrderByDescending(static held => held.Count).ThenBy(static held => held.Object.Id).Take(most).Select(static held => (held.Object, held.Count))];
    }

    /// <summary>Which of these objects the session holds.</summary>
    public ulong[] HeldAmong<T>(IReadOnlyDictionary<ulong, T> objects)
    {
        lock (_gate) return [.. _held.Keys.Where(objects.ContainsKey)];
    }

    /// <inheritdoc/>
    public ObjectReference Export(object value, ContractModel contract)
    {
        object called = value is Delegate handler && DelegateProxy.Find(handler) is { } theirs ? theirs : value;
        if (_proxies?.TryGoHome(called, out ObjectReference home) == true) return home;
        if (value is SharedProxy foreign)
        {
            if (!_forwards || foreign is DynamicProxy) throw Foreign(foreign);
            if (foreign.Handle.IsReleased) throw foreign.Handle.Gone();
        }

        if (value is SnapshotCopy copy) throw new ArgumentEncodingException($"The {copy} was given where its object is wanted: give the object's proxy.");
        SharedObject shared = _objects.Share(value is Delegate own ? new DelegateTarget(own, Described: contract.IsDescribed ? contract : null) : value, contract);
        try
        {
            // What a member returns, another object may well keep.
            shared.Escaped = true;
            return Hold(shared, contract, isHandedOut: true);
        }
        finally
        {
            shared.Unpin();
        }
    }

    /// <summary>The session holds one more reference of a pinned object.</summary>
    /// <param name="shared">The object.</param>
    /// <param name="contract">The contract that it is handed out under.</param>
    /// <param name="isHandedOut">The code of this side gives it to the other one, which may call it then, whatever rules there are.</param>
    public ObjectReference Hold(SharedObject shared, ContractModel contract, bool isHandedOut = false)
    {
        if (!shared.TryHold()) throw new ObjectGoneException(Reference(shared, contract));
        bool mayCall = isHandedOut || Access is not { } access || access.MayCall(shared);
        lock (_gate)
        {
            if (_closed)
            {
                shared.Release(1);
                return Reference(shared, contract);
            }

            if (!_held.TryGetValue(shared.Id, out Holding held) && _held.Count >= MostHeld)
            {
                shared.Release(1);
                throw TooMany(_held.Count);
            }

            _held[shared.Id] = new Holding(shared, held.Count + 1, mayCall || held.MayCall);
            _total++;
        }

        Exports.NoteHeld(shared);
        _announce(contract);
        return Reference(shared, contract);
    }

    /// <summary>To be asked before an object is made for the other side.</summary>
    /// <exception cref="LimitExceededException">It holds as many as it may.</exception>
    public void DemandPlace()
    {
        int held = Count;
        if (held >= MostHeld) throw TooMany(held);
    }

    /// <summary>Whether the other side may call an object: that is settled when it is handed out, and else by rules.</summary>
    public bool MayCall(SharedObject shared)
    {
        if (Access is not { } access) return true;
        lock (_gate)
        {
            if (_held.TryGetValue(shared.Id, out Holding held) && held.MayCall) return true;
        }

        return access.MayCall(shared);
    }

    /// <summary>Why the other side may not call an object; null when it may.</summary>
    public AccessDeniedException? Denial(SharedObject shared) => MayCall(shared) ? null : Access!.Refuse(shared);

    /// <summary>The reference of a proxy, whatever contract it is used by.</summary>
    /// <exception cref="ArgumentEncodingException">It is a proxy of another server's object, used by a description of its contract alone.</exception>
    public ObjectReference Export(SharedProxy proxy) =>
        _proxies?.TryGoHome(proxy, out ObjectReference home) == true ? home
        : proxy.Handle.Remote.Model is { } contract ? Export(proxy, contract)
        : throw Foreign(proxy);

    /// <summary>What a reference leads to that is used by the description of its contract: a live object of this side, or a proxy.</summary>
    public object ImportDescribed(in ObjectReference reference)
    {
        if (FindOwn(reference) is not { } own) return Proxies.ImportDescribed(reference);
        own.Escaped = true;
        return Imports.TryPin(own) ? Face(own) : throw new ObjectGoneException(reference);
    }

    /// <inheritdoc/>
    public object Import(in ObjectReference reference, ContractModel contract)
    {
        if (_proxies?.IsTheirs(reference) == true) return _proxies.Import(reference, contract);
        object instance = Own(reference, contract, out SharedObject shared);
        shared.Escaped = true;
        if (!Imports.TryPin(shared)) throw new ObjectGoneException(reference);
        return instance;
    }

    /// <summary>What <see cref="Import"/> would give, and nothing is counted or kept: for who only wants to see whether it fits.</summary>
    public object Peek(in ObjectReference reference, ContractModel contract) =>
        _proxies?.IsTheirs(reference) == true ? _proxies.Attach(reference, contract) : Own(reference, contract, out _);

    /// <inheritdoc/>
    public void Forgo(in ObjectReference reference)
    {
        // References to objects of this side hold nothing here.
        if (_proxies?.IsTheirs(reference) != true) return;
        _proxies.GiveBack(reference.ObjectId, 1);
        Imports.Note(reference.ObjectId);
    }

    /// <summary>The other side's handler of an event, as a delegate that tells it.</summary>
    /// <exception cref="ArgumentEncodingException">The reference is none to an object of the other side.</exception>
    public Delegate ImportHandler(in ObjectReference reference, ContractModel contract) => _proxies?.IsTheirs(reference) == true
        ? (Delegate)_proxies.Import(reference, contract, isHandler: true)
        : throw new ArgumentEncodingException($"{reference} cannot be told of events: only who has an object server's session can subscribe.");

    /// <summary>The client gives references back. More than it was sent is as many as it was sent.</summary>
    public void Release(ulong id, long count)
    {
        Holding held;
        lock (_gate)
        {
            if (!_held.TryGetValue(id, out held)) return;
            count = Math.Clamp(count, 0, held.Count);
            _total -= count;
            if (count == held.Count) _held.Remove(id);
            else _held[id] = held with { Count = held.Count - count };
        }

        if (count > 0) held.Object.Release(count);
    }

    /// <summary>
    /// A payload that nobody reads, or that cannot be read: the references of the other side's objects in it are given back. Disposes of it.
    /// </summary>
    /// <param name="payload">A Values message.</param>
    /// <param name="imported">Those that became proxies nonetheless, each as often as it did.</param>
    public void GiveBack(ReceivedPayload payload, IReadOnlyList<ulong>? imported = null)
    {
        using (payload) GiveBack(payload.Bytes, imported);
    }

    /// <inheritdoc cref="GiveBack(ReceivedPayload, IReadOnlyList{ulong}?)"/>
    public void GiveBack(in ReadOnlySequence<byte> payload, IReadOnlyList<ulong>? imported = null)
    {
        if (_proxies is null || payload.IsEmpty) return;
        var unread = new Dictionary<ulong, ulong>();
        try
        {
            foreach (Reference reference in Wire.Values.Parser.ParseFrom(payload).Items.SelectMany(References)) Add(unread, reference);
        }
        catch (Exception e) when (Unreadable.Is(e))
        {
            // What cannot be read at all ends with the session.
            return;
        }

        foreach (ulong id in imported ?? [])
        {
            if (unread.TryGetValue(id, out ulong count)) unread[id] = count - 1;
        }

        foreach ((ulong id, ulong count) in unread)
        {
            if (count > 0) _proxies.GiveBack(id, count);
        }
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
            _total = 0;
        }

        foreach (Holding held in all) held.Object.Release(held.Count);
    }

    private object Own(in ObjectReference reference, ContractModel contract, out SharedObject shared)
    {
        shared = FindOwn(reference) ?? throw new ObjectGoneException(reference);
        object instance = Face(shared);
        return contract.Interface.IsInstanceOfType(instance)
            ? instance
            : throw new ArgumentEncodingException($"The object {reference} is a {shared.Type.Class} and does not implement {contract.Name}.");
    }

    /// <summary>What this side's code knows an object as: itself, or the delegate that it stands for.</summary>
    private static object Face(SharedObject shared) => shared.Instance is DelegateTarget target ? target.Handler : shared.Instance;

    private LimitExceededException TooMany(int held) =>
        new("ObjectServerOptions.MaxObjectsPerSession", MostHeld, held + 1L, "One more object that the session holds");

    // What a client has created it may pass on, also where it may not call it.
    private bool IsHeld(SharedObject shared)
    {
        lock (_gate) return _held.ContainsKey(shared.Id);
    }

    private SharedObject? FindOwn(in ObjectReference reference)
    {
        if (reference.Server != _identity.Id || reference.Generation != _identity.Generation) return null;
        SharedObject? own = _objects.Find(reference.ObjectId);
        if (Access is not null && own is not null && !IsHeld(own) && Denial(own) is { } denial) throw denial;
        return own;
    }

    private ArgumentEncodingException Foreign(SharedProxy proxy) => new(
        $"The proxy of {proxy.Handle.Reference} belongs to another server than {_proxies?.Session.PeerName}, to which this call goes.");

    private static IEnumerable<Reference> References(Value value) => value.KindCase switch
    {
        Value.KindOneofCase.Reference => [value.Reference],
        Value.KindOneofCase.Json => value.Json.References,
        _ => [],
    };

    private void Add(Dictionary<ulong, ulong> counts, Reference reference)
    {
        if (reference.Server.Length != 16 || !_proxies!.IsTheirs(ReferenceMessages.Read(reference))) return;
        counts[reference.Object] = counts.GetValueOrDefault(reference.Object) + 1;
    }

    private ObjectReference Reference(SharedObject shared, ContractModel contract) =>
        new(_identity.Id, _identity.Generation, shared.Id, contract.Fingerprint);

    private readonly record struct Holding(SharedObject Object, long Count, bool MayCall);
}
