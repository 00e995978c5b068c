using ObjectServer.Client.Session.Holds;
using ObjectServer.Locks;

namespace ObjectServer.Types.Locks;

/// <inheritdoc cref="ISharedSemaphore"/>
internal sealed class SharedSemaphore : FencedObject, ISharedSemaphore
{
    private const int MostAtOnce = 1_000_000;

    /// <param name="permits">How many permits there are at first.</param>
    /// <param name="bounded">Whether there may never be more.</param>
    /// <param name="owned">Whether permits belong to the session that has acquired them.</param>
    /// <param name="options">How many may wait.</param>
    /// <param name="time">The clock of waits that end.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than none.</exception>
    public SharedSemaphore(int permits, bool bounded, bool owned, ObjectServerOptions options, TimeProvider time)
        : base(new FairPermits("The semaphore", options.MaxWaitingCalls, permits, time) { IsOwned = owned, Holds = HoldKind.Permit, Most = bounded ? permits : int.MaxValue }) =>
        ArgumentOutOfRangeException.ThrowIfNegative(permits);

    /// <inheritdoc/>
    public override string Nature => "semaphore";

    /// <inheritdoc/>
    public bool IsOwned => Core.IsOwned;

    /// <inheritdoc/>
    public long CurrentCount => Core.Free;

    /// <inheritdoc/>
    public int Waiting => Core.Waiting;

    /// <inheritdoc/>
    public Task<ulong> RequestAsync(Guid request, TimeSpan? timeout = null, CancellationToken cancel = default) =>
        Core.AcquireAsync(new LockRequest(SessionHolds.OfCaller, request) { Timeout = timeout }, cancel);

    /// <inheritdoc/>
    public void Release(int count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostAtOnce);
        for (int i = 0; i < count; i++)
        {
            if (Core.TryGiveBack(SessionHolds.OfCaller) || Core.TryAdd()) continue;
            throw new SemaphoreFullException($"The semaphore may have {Core.Most} permits and has them; of {count} that were released, {i} were taken.");
        }
    }

    /// <inheritdoc/>
    public Task GiveBackAsync(int count = 1, CancellationToken cancel = default)
    {
        Release(count);
        return Task.CompletedTask;
    }
}
