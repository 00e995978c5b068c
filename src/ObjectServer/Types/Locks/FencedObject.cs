using ObjectServer.Client.Session.Holds;
using ObjectServer.Contract;
using ObjectServer.Dispatch;
using ObjectServer.Locks;

namespace ObjectServer.Types.Locks;

/// <summary>What all objects have in common that give out fencing tokens.</summary>
internal abstract class FencedObject : ISharedFence, IFence, ILibraryObject, IHeldOrAwaited, IDisposable
{
    /// <param name="permits">What is given out.</param>
    protected FencedObject(FairPermits permits)
    {
        Core = permits;
        SessionHolds.Use();
    }

    /// <summary>Who has it, and who waits.</summary>
    public FairPermits Core { get; }

    /// <inheritdoc/>
    public abstract string Nature { get; }

    /// <inheritdoc/>
    public WaitSight Look(int most) => Core.Look(most);

    /// <inheritdoc/>
    public Task<bool> IsHeldAsync(ulong token, CancellationToken cancel = default) => Task.FromResult(Core.IsHeld(token));

    /// <inheritdoc/>
    public Task ReleaseAsync(ulong token, CancellationToken cancel = default)
    {
        Core.Release(token, SessionHolds.OfCaller);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task WithdrawAsync(Guid request, CancellationToken cancel = default)
    {
        Core.Withdraw(request);
        return Task.CompletedTask;
    }

    /// <inheritdoc cref="ISharedLock.GetStateAsync"/>
    public Task<SharedLockState> GetStateAsync(CancellationToken cancel = default) => Task.FromResult(Core.StateFor(SessionHolds.OfCaller));

    /// <inheritdoc/>
    public IFenceEntry Enter(ulong token, SessionHolds? session) => Core.Enter(token, session);

    /// <inheritdoc/>
    public void OnDeleted() => Core.Close(new ObjectGoneException("The lock or semaphore has been deleted; nobody holds it any more."));

    /// <inheritdoc/>
    public void Dispose() => OnDeleted();
}
