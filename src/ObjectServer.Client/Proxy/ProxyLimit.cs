using ObjectServer.Client.Proxy.Described;
using ObjectServer.Client.Session;
using ObjectServer.Streaming;

namespace ObjectServer.Client.Proxy;

/// <summary>The time that a caller gives each call of a proxy, which it has had made of another one for that.</summary>
internal sealed class ProxyLimit
{
    private ProxyLimit(SharedProxy origin, TimeSpan timeout, bool isOnly)
    {
        Origin = origin.Limit?.Origin ?? origin;
        Timeout = timeout;
        IsOnly = isOnly;
    }

    /// <summary>The proxy that it was made of: kept, because that one holds the object.</summary>
    public SharedProxy Origin { get; }

    /// <summary>How long each call may take; infinite for any time.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>Nobody else has <see cref="Origin"/>: it is released with its further proxy.</summary>
    public bool IsOnly { get; }

    /// <summary>A further proxy of the same object whose calls have so much time.</summary>
    /// <exception cref="ArgumentException">It is a handler of an event, for which nobody waits.</exception>
    public static SharedProxy Limit(SharedProxy proxy, TimeSpan timeout) => Make(proxy, timeout, isOnly: false);

    /// <summary>What a call of the proxy has resulted in: if that is used by calls of its own, each of them has the same time.</summary>
    public object? Apply(object? result) => result is IRemoteValue remote ? remote.With(Replace) : result;

    private object Replace(object used) => used switch
    {
        SharedProxy proxy => Make(proxy, Timeout, isOnly: true),
        DescribedEnumeration enumeration => new DescribedEnumeration((DynamicProxy)Make(enumeration.Proxy, Timeout, isOnly: true)),
        DescribedSource source => new DescribedSource((DynamicProxy)Make(source.Proxy, Timeout, isOnly: true)),

        // One of this side, which came home.
        _ => used,
    };

    private static SharedProxy Make(SharedProxy proxy, TimeSpan timeout, bool isOnly)
    {
        RemoteHandle first = proxy.Handle;
        if (first.IsReleased) throw first.Gone();
        if (proxy is HandlerProxy) throw new ArgumentException($"{proxy} handles an event: who raises it does not wait for it.", nameof(proxy));
        var handle = new RemoteHandle(first.Session, first.Reference, first.Remote);
        SharedProxy further = proxy is DynamicProxy dynamic ? dynamic.Contract.Create(handle) : ProxyFactory.Create(first.Remote.Model!, handle);
        further.LimitTo(new ProxyLimit(proxy, timeout, isOnly));
        return further;
    }
}
