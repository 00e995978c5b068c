using ObjectServer.Client.Proxy;
using ObjectServer.Client.Proxy.Described;
using ObjectServer.Contract;

namespace ObjectServer.Client.Session;

/// <summary>
/// The proxies of the other side's objects: a reference that arrives twice is the same proxy as long as anyone uses it. The table keeps no
/// proxy alive. Calls may overlap.
/// </summary>
internal sealed class ProxyTable
{
    // Dead entries are swept when the table has doubled since the last sweep.
    private const int FirstSweep = 1024;

    private static readonly Func<ContractModel, RemoteHandle, SharedProxy> Plain = static (contract, handle) => ProxyFactory.Create(contract, handle);
    private static readonly Func<ContractModel, RemoteHandle, SharedProxy> Handler =
        static (contract, handle) => ProxyFactory.Create(contract, handle, isHandler: true);

    private readonly SessionSide _session;
    private readonly Lock _gate = new();
    private readonly Dictionary<(ulong Object, object Contract), WeakReference<SharedProxy>> _proxies = [];
    private readonly int _most;
    private int _sweepAt = FirstSweep;

    /// <param name="session">The session whose other side has the objects.</param>
    /// <param name="most">How many proxies there may be.</param>
    public ProxyTable(SessionSide session, int most = int.MaxValue)
    {
        _session = session;
        _most = most;
    }

    /// <summary>The session whose other side has the objects.</summary>
    public SessionSide Session => _session;

    /// <summary>Whether the reference is one to an object of the other side.</summary>
    public bool IsTheirs(in ObjectReference reference) =>
        _session.Peer is { } peer && reference.Server == peer.Id && reference.Generation == peer.Generation;

    /// <summary>The reference of a proxy that goes back to where its object is; false for anything else. The proxy is pinned.</summary>
    /// <exception cref="ObjectGoneException">The proxy is released.</exception>
    public bool TryGoHome(object value, out ObjectReference reference)
    {
        reference = default;
        if (value is not SharedProxy proxy || !IsTheirs(proxy.Handle.Reference)) return false;
        RemoteHandle handle = proxy.Handle;
        if (handle.IsReleased) throw handle.Gone();
        Exports.NotePinned(proxy.Holder);
        reference = handle.Reference;
        return true;
    }

    /// <summary>The proxy for a reference that has arrived: the one there is, or a new one.</summary>
    /// <param name="reference">What has arrived.</param>
    /// <param name="contract">The declared contract.</param>
    /// <param name="isHandler">It is a delegate that subscribes to an event.</param>
    public object Import(in ObjectReference reference, ContractModel contract, bool isHandler = false)
    {
        RemoteContract remote;
        try
        {
            remote = _session.Contracts.Compare(contract, reference.Contract);
        }
        catch (ContractMismatchException)
        {
            GiveBack(reference.ObjectId, 1);
            Imports.Note(reference.ObjectId);
            throw;
        }

        SharedProxy proxy = Receive(reference, contract, remote, isHandler ? Handler : Plain);
        Imports.Note(reference.ObjectId);
        return Face(proxy);
    }

    /// <summary>Takes hold of a reference that has arrived, for a proxy that there is already.</summary>
    /// <exception cref="ContractMismatchException">The other side's contract has other signatures; the reference is given back.</exception>
    public RemoteHandle Hold(in ObjectReference reference, ContractModel contract)
    {
        DemandOwn(reference);
        try
        {
            var handle = new RemoteHandle(_session, reference, _session.Contracts.Compare(contract, reference.Contract));
            handle.TryReceive();
            return handle;
        }
        catch (ContractMismatchException)
        {
            GiveBack(reference.ObjectId, 1);
            throw;
        }
    }

    /// <summary>References that have arrived and that nobody wants are given back.</summary>
    public void GiveBack(ulong objectId, ulong receipts) => _session.Calls.SendRelease(objectId, receipts);

    /// <summary>A proxy that knows its contract by the server's description alone.</summary>
    public DynamicProxy ImportDescribed(in ObjectReference reference)
    {
        DemandOwn(reference);
        Imports.Note(reference.ObjectId);
        if (_session.Contracts.Described(_session, reference.Contract) is { } contract)
            return (DynamicProxy)Receive(reference, contract, contract.Remote, static (contract, handle) => contract.Create(handle));
        GiveBack(reference.ObjectId, 1);
        throw Undescribed(reference);
    }

    /// <summary>The proxy by description that is in use for an object of the other side; where there is none, one that holds nothing.</summary>
    public DynamicProxy InUseDescribed(in ObjectReference reference)
    {
        DemandOwn(reference);
        DescribedContract contract = _session.Contracts.Described(_session, reference.Contract) ?? throw Undescribed(reference);
        return (DynamicProxy?)Known(reference, contract) ?? contract.Create(new RemoteHandle(_session, reference, contract.Remote));
    }

    /// <summary>
    /// A proxy of its own for a reference that came from elsewhere. It holds nothing, and is not the one that receipts are counted for:
    /// whoever lets go of it takes nothing from anybody else.
    /// </summary>
    /// <exception cref="ObjectGoneException">The reference is one to another server, or to an earlier start of this one.</exception>
    public object Attach(in ObjectReference reference, ContractModel contract)
    {
        DemandOwn(reference);
        return Face(ProxyFactory.Create(contract, new RemoteHandle(_session, reference, _session.Contracts.Compare(contract, reference.Contract))));
    }

    /// <summary>The proxy that is in use for an object of the other side; where there is none, one that holds nothing.</summary>
    public object InUse(in ObjectReference reference, ContractModel contract) =>
        Known(reference, contract) is { } known ? Face(known) : Attach(reference, contract);

    /// <summary>What user code has in hand of a proxy: itself, or the delegate that calls it.</summary>
    private static object Face(SharedProxy proxy) => proxy is DelegateProxy called ? called.Delegate : proxy;

    // Ids are each server's own: one of another server, or of an earlier start, would reach an object that was never meant.
    private void DemandOwn(in ObjectReference reference)
    {
        if (IsTheirs(reference)) return;
        throw new ObjectGoneException(
            $"{reference} is a reference to another server, or to an earlier start of this one ({_session.Peer?.Id}, generation {_session.Peer?.Generation:x}).",
            reference);
    }

    private SharedProxy? Known(in ObjectReference reference, object contract)
    {
        lock (_gate)
        {
            return _proxies.TryGetValue((reference.ObjectId, contract), out WeakReference<SharedProxy>? weak)
                && weak.TryGetTarget(out SharedProxy? known) && !known.Handle.IsReleased
                ? known
                : null;
        }
    }

    private static ProtocolException Undescribed(in ObjectReference reference) =>
        new($"The server sent the reference {reference} and did not describe its contract.");

    private SharedProxy Receive<TKey>(in ObjectReference reference, TKey contract, RemoteContract remote, Func<TKey, RemoteHandle, SharedProxy> create)
        where TKey : class
    {
        if (TryReceive(reference, contract, remote, create) is { } received) return received;
        GiveBack(reference.ObjectId, 1);
        Imports.Note(reference.ObjectId);
        throw new LimitExceededException("ObjectServerOptions.MaxObjectsPerSession", _most, _most + 1L, "One more object of the other side");
    }

    // Null when there are as many as there may be.
    private SharedProxy? TryReceive<TKey>(in ObjectReference reference, TKey contract, RemoteContract remote, Func<TKey, RemoteHandle, SharedProxy> create)
        where TKey : class
    {
        (ulong ObjectId, object Contract) key = (reference.ObjectId, contract);
        lock (_gate)
        {
            if (_proxies.TryGetValue(key, out WeakReference<SharedProxy>? weak) && weak.TryGetTarget(out SharedProxy? known)
                && known.Handle.TryReceive())
            {
                return known;
            }

            if (_proxies.Count >= _most) Sweep();
            if (_proxies.Count >= _most) return null;
            var handle = new RemoteHandle(_session, reference, remote);
            handle.TryReceive();
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
