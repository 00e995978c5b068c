using System.Diagnostics;
using ObjectServer.Client.Session;

namespace ObjectServer.Client.Proxy;

/// <summary>
/// Base of every proxy: what an object answers without asking the server. Equality is that of the reference; the text form and the
/// debugger's view make no call. Disposing gives the reference back.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
[DebuggerTypeProxy(typeof(SharedProxyView))]
internal abstract class SharedProxy : IAsyncDisposable
{
    private RemoteHandle? _handle;

    /// <summary>What the proxy holds.</summary>
    public RemoteHandle Handle => _handle!;

    /// <summary>Gives a new proxy its object; once.</summary>
    public void Bind(RemoteHandle handle) => _handle = handle;

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
