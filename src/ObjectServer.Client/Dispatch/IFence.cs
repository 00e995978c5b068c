using ObjectServer.Client.Session.Holds;

namespace ObjectServer.Dispatch;

/// <summary>An object that gives out fencing tokens, under which calls of other objects are made. Calls may overlap.</summary>
internal interface IFence
{
    /// <summary>A guarded call begins: what the token stands for does not pass on until it leaves.</summary>
    /// <param name="token">The token.</param>
    /// <param name="session">Who makes the call.</param>
    /// <exception cref="LockLostException">It is not held under this token any more.</exception>
    /// <exception cref="InvalidOperationException">Another session holds it.</exception>
    IFenceEntry Enter(ulong token, SessionHolds? session);
}
