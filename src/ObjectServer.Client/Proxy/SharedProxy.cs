using System.Diagnostics;
using ObjectServer.Client.Session;
using ObjectServer.Locks;
using ObjectServer.Memory;

namespace ObjectServer.Client.Proxy;

/// <summary>
/// Base of every proxy: what an object answers without asking the server. Equality is that of the reference; the text form and the
/// debugger's view make no call. Disposing gives the reference back.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
[DebuggerTypeProxy(typeof(SharedProxyView))]
internal abstract class SharedProxy : IAsyncDisposable, IMemoryOrigin, IFenceOrigin
{
    private RemoteHandle? _handle;

    /// <summary>What the proxy holds.</summary>
    public RemoteHandle Handle => _handle!;

    /// <summary>The time that its caller gives each of its calls; null for a proxy that leaves that to others.</summary>
    public ProxyLimit? Limit { get; private set; }

    /// <summary>What holds the object for it: its own handle, or that of the proxy that it was made of.</summary>
    public RemoteHandle Holder => Limit?.Origin.Handle ?? Handle;

    /// <summary>The name that it was obtained by, if its client finds named objects again; else null.</summary>
    public NamedBinding? Binding { get; set; }

    /// <inheritdoc/>
    bool IMemoryOrigin.MapsMemory => Handle.Session.MapsMemory;

    /// <inheritdoc/>
    bool IMemoryOrigin.IsLost => Handle.Session.Ended.IsCancellationRequested;

    /// <inheritdoc/>
    bool IFenceOrigin.IsLost => Handle.Session.Ended.IsCancellationRequested;

    /// <inheritdoc/>
    ObjectReference IFenceOrigin.Reference => Handle.Reference;

    /// <inheritdoc/>
    object IFenceOrigin.Guard(object proxy, ulong token)
    {
        object known = proxy is Delegate called && DelegateProxy.Find(called) is { } found ? found : proxy;
        if (known is not SharedProxy own) throw new ArgumentException($"A {proxy.GetType()} is not a proxy of a shared object: only calls that go to the server can be guarded.", nameof(proxy));
        SharedProxy guarded = ProxyLimit.Guard(own, new CallFence(Handle.Session, Handle.Reference.ObjectId, token));
        return guarded is DelegateProxy { Delegate: var face } ? face : guarded;
    }

    /// <inheritdoc/>
    long IMemoryOrigin.MostBlockBytes => Handle.Session.Limit.MaxBytes;

    /// <inheritdoc/>
    ObjectReference IMemoryOrigin.Reference => Handle.Told;

    /// <inheritdoc/>
    async Task<IMemoryTransfer?> IMemoryOrigin.OpenTransferAsync(CancellationToken cancel) => Handle.Session is ClientSession session
        ? await session.Requests.AttachAsync<IMemoryTransfer>(Handle.Reference, cancel).ConfigureAwait(false)
        : null;

    /// <inheritdoc/>
    void IMemoryOrigin.Leaked(string what) => Handle.Session.MemoryLeaked(what);

    /// <summary>Gives a new proxy its object; and one that has a <see cref="Binding"/> another one, when the first is lost.</summary>
    public void Bind(RemoteHandle handle) => Volatile.Write(ref _handle, handle);

    /// <summary>Gives a new proxy, which holds nothing itself, its time; once.</summary>
    public void LimitTo(ProxyLimit limit)
    {
        Limit = limit;
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Release();
        return ValueTask.CompletedTask;
    }

    /// <summary>Gives one receipt of the reference back. Does not wait for the server.</summary>
    public void Release()
    {
        ulong receipts = Handle.ReleaseOne();
        if (receipts > 0) Handle.Session.Calls.SendRelease(Handle.Reference.ObjectId, receipts);
        if (Limit is { IsOnly: true } only) only.Origin.Release();
    }

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => obj is SharedProxy other && other.Handle.Reference == Handle.Reference;

    /// <inheritdoc/>
    public sealed override int GetHashCode() => Handle.Reference.GetHashCode();

    /// <inheritdoc/>
    public sealed override string ToString() => $"{Handle.Remote.Name} {Handle.Told}";

    /// <summary>Only links the handle into a list: no lock, no I/O, and nothing that could throw.</summary>
    ~SharedProxy()
    {
        if (_handle is { } handle) handle.Session.Calls.Collected(handle);
    }
}
