namespace ObjectServer.Client.Session;

/// <summary>
/// What one proxy holds of its object: how often the reference has arrived for it, and whether it may still be used. It is
/// released by counts, so that a release can never overtake a reference that is on its way again.
/// </summary>
internal sealed class RemoteHandle
{
    private readonly Lock _gate = new();
    private ulong _receipts;
    private ulong _owed;
    private int _pins;
    private bool _released;

    /// <param name="session">The session that the object is reached through.</param>
    /// <param name="reference">The object.</param>
    /// <param name="remote">How the client's contract and the server's compare.</param>
    public RemoteHandle(SessionSide session, in ObjectReference reference, RemoteContract remote)
    {
        Session = session;
        Reference = reference;
        Remote = remote;
    }

    public SessionSide Session { get; }

    public ObjectReference Reference { get; }

    /// <summary>The object, with where its server can be reached: for whoever is told of it elsewhere.</summary>
    public ObjectReference Told => Reference with { Address = Session.PeerAddress };

    public RemoteContract Remote { get; }

    /// <summary>The next of the handles whose proxies were collected; owned by <see cref="ReleaseQueue"/>.</summary>
    public RemoteHandle? NextCollected { get; set; }

    /// <summary>Whether the proxy's owner has released it.</summary>
    public bool IsReleased => Volatile.Read(ref _released);

    /// <summary>The reference has arrived once more for this proxy. False when it is released already.</summary>
    public bool TryReceive()
    {
        lock (_gate)
        {
            if (_released) return false;
            _receipts++;
            return true;
        }
    }

    /// <summary>One of the proxy's owners lets go; the last one releases it. How many receipts are to be given back now.</summary>
    public ulong ReleaseOne()
    {
        lock (_gate)
        {
            if (_released) return 0;
            if (_receipts <= 1) _released = true;
            if (_receipts == 0) return 0;
            _receipts--;
            return Owe(1);
        }
    }

    /// <summary>The proxy is gone: all receipts are to be given back. How many now.</summary>
    public ulong ReleaseAll()
    {
        lock (_gate)
        {
            _released = true;
            ulong all = _receipts;
            _receipts = 0;
            return Owe(all);
        }
    }

    /// <summary>A call that mentions the proxy in its arguments is under way: releases wait for it.</summary>
    public void Pin()
    {
        lock (_gate) _pins++;
    }

    /// <summary>That call has ended.</summary>
    public void Unpin()
    {
        ulong owed;
        lock (_gate)
        {
            if (--_pins > 0) return;
            owed = _owed;
            _owed = 0;
        }

        if (owed > 0) Session.Calls.SendRelease(Reference.ObjectId, owed);
    }

    /// <summary>What a call on a released proxy fails with.</summary>
    public ObjectGoneException Gone() => new($"This proxy of {Remote.Name} {Reference} has been released; get or attach the object again.", Reference);

    private ulong Owe(ulong receipts)
    {
        if (_pins == 0) return receipts;
        _owed += receipts;
        return 0;
    }
}
