namespace ObjectServer.Locks;

/// <summary>
/// Who counts as the same owner of a reentrant lock, within a session: the flow of code that has acquired it, and what that starts while it has it.
/// It goes with the code through awaits and into tasks.
/// </summary>
internal sealed class LockFlow
{
    private static readonly AsyncLocal<LockFlow?> Current = new();

    private readonly object _lock;
    private readonly LockFlow? _outer;
    private int _depth;

    private LockFlow(object taken, LockFlow? outer)
    {
        _lock = taken;
        _outer = outer;
    }

    /// <summary>What the server knows the owner by.</summary>
    public Guid Owner { get; } = Guid.NewGuid();

    /// <summary>
    /// The owner for a lock that the calling code is about to acquire. To be called by code that is not itself asynchronous: what it notes is to
    /// be found by what its caller does next.
    /// </summary>
    public static LockFlow Of(object taken) => Find(taken) ?? (Current.Value = new LockFlow(taken, Held(Current.Value)));

    /// <summary>The calling code has given back what it acquired without something that stands for it.</summary>
    public static void LeaveOf(object taken) => Find(taken)?.Leave();

    /// <summary>The lock is had once more.</summary>
    public void Enter() => Interlocked.Increment(ref _depth);

    /// <summary>It is had once less. Who no longer has it is another owner the next time, so that tasks which he starts in between exclude each other.</summary>
    public void Leave() => Interlocked.Decrement(ref _depth);

    private static LockFlow? Find(object taken)
    {
        LockFlow? flow = Held(Current.Value);
        while (flow is not null && !flow._lock.Equals(taken)) flow = Held(flow._outer);
        return flow;
    }

    private static LockFlow? Held(LockFlow? flow)
    {
        while (flow is { _depth: <= 0 }) flow = flow._outer;
        return flow;
    }
}
