using ObjectServer.Dispatch;
using ObjectServer.Objects;

namespace ObjectServer.Client.Session;

/// <summary>The lock that guards one incoming call. Its members are called one after the other.</summary>
/// <param name="objects">Where the lock is.</param>
/// <param name="references">What the caller holds.</param>
/// <param name="id">The id of the lock.</param>
/// <param name="token">The token that the caller gives.</param>
internal sealed class CallGuard(ObjectTable objects, SessionReferences references, ulong id, ulong token)
{
    private IFenceEntry? _entry;

    /// <summary>The call is about to enter its object.</summary>
    /// <exception cref="LockLostException">The lock is not held under the token any more, or is gone.</exception>
    /// <exception cref="ArgumentEncodingException">The object is no lock.</exception>
    /// <exception cref="InvalidOperationException">Another session holds it.</exception>
    public void Enter()
    {
        SharedObject found = objects.Find(id)
            ?? throw new LockLostException($"The lock that guards the call, object {id} with token {token}, is gone. The call did not run.");
        if (references.Denial(found) is { } denial) throw denial;
        if (found.Instance is not IFence fence)
            throw new ArgumentEncodingException($"Object {id} was given as the lock that guards a call; it is a {found.TypeName ?? found.Type.Class.FullName}, which gives out no tokens.");
        _entry = fence.Enter(token, references.Holds);
    }

    /// <summary>The call has ended. When it has not entered: nothing.</summary>
    public void Leave()
    {
        IFenceEntry? entry = _entry;
        _entry = null;
        entry?.Leave();
    }
}
