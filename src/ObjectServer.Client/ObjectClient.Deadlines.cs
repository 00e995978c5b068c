using ObjectServer.Client.Proxy;

namespace ObjectServer.Client;

/// <content>Time limits of single proxies.</content>
public sealed partial class ObjectClient
{
    /// <summary>
    /// A further proxy of the same object whose calls have their own time limit: each fails with <see cref="TimeoutException"/> when it has taken
    /// that long, and the server is asked to cancel it. So does each step of a sequence or stream that such a call brings back. A member's
    /// <see cref="SharedMemberAttribute.TimeoutMs"/> comes first; a call that runs within another one has no more time than that one has left.
    /// Nothing is sent. The further proxy equals the first, and keeps it, and with it the object: releasing the further one gives nothing back,
    /// and releasing the first one lets go of the object for both. May be called at any time; calls of all these proxies may overlap.
    /// </summary>
    /// <typeparam name="T">A contract of the object's; of a <see langword="dynamic"/> proxy write <c>(object)d</c>.</typeparam>
    /// <param name="proxy">A proxy of this client, or a delegate of the server's. Of a proxy with a limit the new one takes the place of that.</param>
    /// <param name="timeout">
    /// How long each call may take, at most 49 days; <see cref="Timeout.InfiniteTimeSpan"/> for any time, whatever
    /// <see cref="ObjectClientOptions.DefaultTimeout"/> says.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="proxy"/> is not a proxy of this client, or handles an event, for which nobody waits.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is zero, negative or longer than 49 days.</exception>
    /// <exception cref="ObjectGoneException"><paramref name="proxy"/> is released.</exception>
    public T WithTimeout<T>(T proxy, TimeSpan timeout)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(proxy);
        ObjectClientOptions.DemandTimeout(timeout, nameof(timeout));
        object known = proxy is Delegate called && DelegateProxy.Find(called) is { } found ? found : proxy;
        if (Elsewhere(known, out SharedProxy own) is { } other) return other.WithTimeout(proxy, timeout);
        SharedProxy limited = ProxyLimit.Limit(own, timeout);
        return (T)(limited is DelegateProxy { Delegate: var face } ? face : (object)limited);
    }
}
