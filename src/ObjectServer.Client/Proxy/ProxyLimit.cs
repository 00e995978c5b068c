using ObjectServer.Client.Proxy.Described;
using ObjectServer.Client.Session;
using ObjectServer.Streaming;

namespace ObjectServer.Client.Proxy;

/// <summary>
/// What a caller gives each call of a proxy, which it has had made of another one for that: its time, and the lock that guards it.
/// </summary>
internal sealed class ProxyLimit
{
    private ProxyLimit(SharedProxy origin, TimeSpan? timeout, CallFence? fence, bool isOnly)
    {
        Origin = origin.Limit?.Origin ?? origin;
        Timeout = timeout;
        Fence = fence;
        IsOnly = isOnly;
    }

    /// <summary>The proxy that it was made of: kept, because that one holds the object.</summary>
    public SharedProxy Origin { get; }

    /// <summary>How long each call may take; infinite for any time; null when that is for others to say.</summary>
    public TimeSpan? Timeout { get; }

    /// <summary>The lock that guards each call; null for none.</summary>
    public CallFence? Fence { get; }

    /// <summary>Nobody else has <see cref="Origin"/>: it is released with its further proxy.</summary>
    public bool IsOnly { get; }

    /// <summary>A further proxy of the same object whose calls have so much time.</summary>
    /// <exception cref="ArgumentException">It is a handler of an event, for which nobody waits.</exception>
    public static SharedProxy Limit(SharedProxy proxy, TimeSpan timeout) => Make(proxy, timeout, proxy.Limit?.Fence, isOnly: false);

    /// <summary>A further proxy of the same object whose calls are guarded by a lock.</summary>
    /// <exception cref="ArgumentException">It is a handler of an event, or no proxy of the session that has the lock.</exception>
    public static SharedProxy Guard(SharedProxy proxy, CallFence fence) => proxy.Handle.Session == fence.Session
        ? Make(proxy, proxy.Limit?.Timeout, fence, isOnly: false)
        : throw new ArgumentException(
            $"{proxy} belongs to {proxy.Handle.Session.PeerName} or to another client, and the lock is held by this client at {fence.Session.PeerName}: a lock guards "
            + "calls of its own server, by the client that holds it.",
            nameof(proxy));

    /// <summary>What a call of the proxy has resulted in: if that is used by calls of its own, each of them has the same time, and the same guard.</summary>
    public object? Apply(object? result) => result is IRemoteValue remote ? remote.With(Replace) : result;

    private object Replace(object used) => used switch
    {
        SharedProxy proxy => Make(proxy, Timeout, Fence, isOnly: true),
        DescribedEnumeration enumeration => new DescribedEnumeration((DynamicProxy)Make(enumeration.Proxy, Timeout, Fence, isOnly: true)),
        DescribedSource source => new DescribedSource((DynamicProxy)Make(source.Proxy, Timeout, Fence, isOnly: true)),

        // One of this side, which came home.
        _ => used,
    };

    private static SharedProxy Make(SharedProxy proxy, TimeSpan? timeout, CallFence? fence, bool isOnly)
    {
        RemoteHandle first = proxy.Handle;
        if (first.IsReleased) throw first.Gone();
        if (proxy is HandlerProxy) throw new ArgumentException($"{proxy} handles an event: who raises it does not wait for it.", nameof(proxy));
        var handle = new RemoteHandle(first.Session, first.Reference, first.Remote);
        SharedProxy further = proxy is DynamicProxy dynamic ? dynamic.Contract.Create(handle) : ProxyFactory.Create(first.Remote.Model!, handle);
        further.LimitTo(new ProxyLimit(proxy, timeout, fence, isOnly));
        return further;
    }
}
