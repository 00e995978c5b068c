using ObjectServer.Client.Proxy;
using ObjectServer.Client.Proxy.Described;
using ObjectServer.Contract;
using ObjectServer.Values;

namespace ObjectServer.Client.Session;

/// <summary>
/// The proxies of a session: a reference that arrives twice is the same proxy as long as anyone uses it. The table keeps no proxy
/// alive. Calls may overlap.
/// </summary>
internal sealed class ProxyTable : IReferenceScope
{
    // Dead entries are swept when the table has doubled since the last sweep.
    private const int FirstSweep = 1024;

    private readonly ClientSession _session;
    private readonly Lock _gate = new();
    private readonly Dictionary<(ulong Object, object Contract), WeakReference<SharedProxy>> _proxies = [];
    private int _sweepAt = FirstSweep;

    [ThreadStatic]
    private static List<RemoteHandle>? _exported;

    public ProxyTable(ClientSession session) => _session = session;

    /// <summary>
    /// Begins to note the proxies that are exported on this thread, for one call's arguments; <see cref="EndExports"/> gives them.
    /// Returns those of the call around it: an argument's property may itself call a proxy when it is read.
    /// </summary>
    public static List<RemoteHandle>? BeginExports()
    {
        List<RemoteHandle>? outer = _exported;
        _exported = null;
        return outer;
    }

    /// <summary>The proxies noted since <see cref="BeginExports"/>, pinned; null when there were none.</summary>
    /// <param name="outer">What <see cref="BeginExports"/> returned.</param>
    public static IReadOnlyList<RemoteHandle>? EndExports(List<RemoteHandle>? outer)
    {
        List<RemoteHandle>? exported = _exported;
        _exported = outer;
        return exported;
    }

    /// <inheritdoc/>
    public ObjectReference Export(object value, ContractModel contract)
    {
        if (value is not SharedProxy proxy)
        {
            throw new ArgumentEncodingException(
                $"A {value.GetType()} of this process was given for {contract.Name}: only objects that live in the server can be passed. "
                + "Create it there and pass its proxy.");
        }

        return Export(proxy);
    }

    /// <summary>The reference of a proxy, pinned for the call whose arguments it is among.</summary>
    /// <exception cref="ArgumentEncodingException">It is a proxy of another server's object.</exception>
    public ObjectReference Export(SharedProxy proxy)
    {
        RemoteHandle handle = proxy.Handle;
        if (handle.Reference.Server != _session.Server || handle.Reference.Generation != _session.Generation)
        {
            throw new ArgumentEncodingException(
                $"The proxy of {handle.Reference} belongs to another server than {_session.Server}, to which this call goes.");
        }

        if (handle.IsReleased) throw handle.Gone();
        handle.Pin();
        (_exported ??= []).Add(handle);
        return handle.Reference;
    }

    /// <inheritdoc/>
    public object Import(in ObjectReference reference, ContractModel contract)
    {
        DemandOwn(reference);
        return Proxy(reference, contract, received: true);
    }

    /// <summary>A proxy that knows its contract by the server's description alone.</summary>
    public DynamicProxy ImportDescribed(in ObjectReference reference)
    {
        DemandOwn(reference);
        if (_session.Contracts.Described(_session, reference.Contract) is { } contract)
        {
            return (DynamicProxy)Proxy(reference, contract, contract.Remote, received: true, static (contract, handle) => contract.Create(handle));
        }

        _session.SendRelease(reference.ObjectId, 1);
        throw new ProtocolException($"The server sent the reference {reference} and did not describe its contract.");
    }

    /// <summary>A proxy for a reference that came from elsewhere; it holds nothing.</summary>
    /// <exception cref="ObjectGoneException">The reference is one to another server, or to an earlier start of this one.</exception>
    public object Attach(in ObjectReference reference, ContractModel contract)
    {
        DemandOwn(reference);
        return Proxy(reference, contract, received: false);
    }

    // Ids are each server's own: one of another server, or of an earlier start, would reach an object that was never meant.
    private void DemandOwn(in ObjectReference reference)
    {
        if (reference.Server == _session.Server && reference.Generation == _session.Generation) return;
        throw new ObjectGoneException(
            $"{reference} is a reference to another server, or to an earlier start of this one ({_session.Server}, generation {_session.Generation:x}).",
            reference);
    }

    private SharedProxy Proxy(in ObjectReference reference, ContractModel contract, bool received)
    {
        RemoteContract remote;
        try
        {
            remote = _session.Contracts.Compare(contract, reference.Contract);
        }
        catch (ContractMismatchException) when (received)
        {
            _session.SendRelease(reference.ObjectId, 1);
            throw;
        }

        return Proxy(reference, contract, remote, received, static (contract, handle) => ProxyFactory.Create(contract, handle));
    }

    private SharedProxy Proxy<TKey>(in ObjectReference reference, TKey contract, RemoteContract remote, bool received, Func<TKey, RemoteHandle, SharedProxy> create)
        where TKey : class
    {
        (ulong ObjectId, object Contract) key = (reference.ObjectId, contract);
        lock (_gate)
        {
            if (_proxies.TryGetValue(key, out WeakReference<SharedProxy>? weak) && weak.TryGetTarget(out SharedProxy? known)
                && (received ? known.Handle.TryReceive() : !known.Handle.IsReleased))
            {
                return known;
            }

            var handle = new RemoteHandle(_session, reference, remote);
            if (received) handle.TryReceive();
            SharedProxy proxy = create(contract, handle);
            _proxies[key] = new WeakReference<SharedProxy>(proxy);
            if (_proxies.Count >= _sweepAt) Sweep();
            return proxy;
        }
    }

    private void Sweep()
    {
        foreach (((ulong Object, object Contract) key, WeakReference<SharedProxy> weak) in _proxies)
        {
            if (!weak.TryGetTarget(out SharedProxy? proxy) || proxy.Handle.IsReleased) _proxies.Remove(key);
        }

        _sweepAt = Math.Max(FirstSweep, _proxies.Count * 2);
    }
}
