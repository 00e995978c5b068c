using ObjectServer.Client.Session.Holds;
using ObjectServer.Contract;
using ObjectServer.Locks;
using ObjectServer.Objects;

namespace ObjectServer.Types.Locks;

/// <inheritdoc cref="ISharedCondition"/>
internal sealed class SharedCondition : ISharedCondition, ILibraryObject, IHeldOrAwaited, IDisposable
{
    private readonly Lock _gate = new();
    private readonly WaitQueue _queue;
    private readonly FairPermits _core;
    private readonly ElementHolds<ISharedLock> _holds;
    private readonly TimeProvider _time;

    // Those under way, and whether nobody will hear of their end. Each is a call of its session, of which there is a bound.
    private readonly Dictionary<Guid, (Waiter Waiter, bool IsWithdrawn)> _requests = [];
    private bool _isDeleted;

    /// <param name="taken">The lock; null for a new one, which can be acquired again by who has it.</param>
    /// <param name="host">Whose object it is.</param>
    /// <param name="options">How many may wait.</param>
    /// <param name="time">The clock of waits that end.</param>
    /// <exception cref="ArgumentException">The lock is none of this server.</exception>
    public SharedCondition(ISharedLock? taken, ObjectHost host, ObjectServerOptions options, TimeProvider time)
    {
        Lock = taken ?? new SharedReentrantLock(options, time);
        _core = Lock is FencedObject own
            ? own.Core
            : throw new ArgumentException("The lock of a condition must be one of the same server, such as CreateLockAsync makes; this one is somebody else's.", nameof(taken));
        _holds = new ElementHolds<ISharedLock>(host);
        _holds.Add(Lock);
        _time = time;
        _queue = new WaitQueue("the condition", options.MaxWaitingCalls, time, _gate);
        SessionHolds.Use();
    }

    /// <inheritdoc/>
    public string Nature => "condition";

    /// <inheritdoc/>
    public WaitSight Look(int most)
    {
        lock (_gate) return _queue.Look(most, "");
    }

    /// <inheritdoc/>
    public ISharedLock Lock { get; }

    /// <inheritdoc/>
    public int Waiting => _queue.Count;

    /// <inheritdoc/>
    public async Task<ConditionOutcome> ParkAsync(Guid request, ulong token, TimeSpan? timeout = null, CancellationToken cancel = default)
    {
        WaitTimes.Demand(timeout);
        SessionHolds? session = SessionHolds.OfCaller;
        long start = _time.GetTimestamp();
        (Waiter waiter, LockRequest again) = Park(request, token, session);
        bool wasNotified = false;
        bool wasCancelled = false;
        try
        {
            wasNotified = await _queue.AwaitAsync(waiter, timeout, cancel) >= 0;
        }
        catch (OperationCanceledException)
        {
            wasCancelled = true;
        }
        catch
        {
            Forget(request);
            throw;
        }

        try
        {
            // Who has given up has it again, too: its code goes on as its holder. A session that has ended gets it no more.
            ulong got = await _core.AcquireAsync(again, CancellationToken.None);
            if (!Forget(request)) return new ConditionOutcome(got, wasNotified, wasCancelled, _time.GetElapsedTime(start));
            _core.Release(got);
            throw new OperationCanceledException("The request was withdrawn; the lock is not held.");
        }
        finally
        {
            Forget(request);
        }
    }

    /// <inheritdoc/>
    public Task WithdrawAsync(Guid request, CancellationToken cancel = default)
    {
        lock (_gate)
        {
            if (_requests.TryGetValue(request, out (Waiter Waiter, bool) known))
            {
                _requests[request] = (known.Waiter, true);
                _queue.TryFail(known.Waiter, new OperationCanceledException("The request was withdrawn."));
            }
            else
            {
                // It has ended already, and its answer was not heard.
                _core.Withdraw(request);
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<int> WakeAsync(ulong token, int? count = null, CancellationToken cancel = default)
    {
        if (count is { } most) ArgumentOutOfRangeException.ThrowIfNegative(most, nameof(count));
        _core.Demand(token, SessionHolds.OfCaller);
        return Task.FromResult(_queue.Release(count ?? int.MaxValue));
    }

    /// <inheritdoc/>
    public void OnDeleted()
    {
        lock (_gate)
        {
            _isDeleted = true;
            _queue.FailAll(Gone());
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        OnDeleted();
        _holds.Dispose();
    }

    private static ObjectGoneException Gone() => new("The condition has been deleted. Who waited there does not have its lock.");

    // It waits before the lock is free, so that it misses no notification.
    private (Waiter Waiter, LockRequest Again) Park(Guid request, ulong token, SessionHolds? session)
    {
        lock (_gate)
        {
            if (_isDeleted) throw Gone();
            if (_requests.ContainsKey(request)) throw new ArgumentException("A request of that name waits already; each has another one.", nameof(request));
            _core.Demand(token, session);
            Waiter waiter = _queue.Add(session);
            _requests[request] = (waiter, false);
            try
            {
                return (waiter, _core.Suspend(token, session, request));
            }
            catch
            {
                _requests.Remove(request);
                _queue.TryFail(waiter, new OperationCanceledException());
                throw;
            }
        }
    }

    // True when nobody hears of it.
    private bool Forget(Guid request)
    {
        lock (_gate) return _requests.Remove(request, out (Waiter, bool IsWithdrawn) known) && known.IsWithdrawn;
    }
}
