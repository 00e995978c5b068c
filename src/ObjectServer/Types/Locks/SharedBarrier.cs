using System.Globalization;
using ObjectServer.Client.Session.Holds;
using ObjectServer.Contract;
using ObjectServer.Locks;
using ObjectServer.Objects;

namespace ObjectServer.Types.Locks;

/// <inheritdoc cref="ISharedBarrier"/>
internal sealed class SharedBarrier : ISharedBarrier, ILibraryObject, IHeldOrAwaited, IDisposable
{
    private readonly Lock _gate = new();
    private readonly WaitQueue _queue;
    private readonly IBarrierAction? _action;
    private readonly TimeSpan? _timeout;
    private readonly ElementHolds<IBarrierAction> _holds;

    // Those who pass while the action runs; null when nobody does.
    private Waiter[]? _passing;
    private CancellationTokenSource? _acting;
    private bool _isBroken;
    private bool _isDeleted;

    /// <param name="parties">How many must come.</param>
    /// <param name="action">What is done once per passage; null for nothing.</param>
    /// <param name="timeout">How long each waits that does not say so; null for any time.</param>
    /// <param name="host">Whose object it is.</param>
    /// <param name="options">How many may wait.</param>
    /// <param name="time">The clock of waits that end.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no parties, or more than may wait; or the time is none.</exception>
    public SharedBarrier(int parties, IBarrierAction? action, TimeSpan? timeout, ObjectHost host, ObjectServerOptions options, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parties, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(parties, options.MaxWaitingCalls);
        WaitTimes.Demand(timeout);
        Parties = parties;
        _action = action;
        _timeout = timeout;
        _holds = new ElementHolds<IBarrierAction>(host);
        if (action is not null) _holds.Add(action);
        _queue = new WaitQueue("the barrier", options.MaxWaitingCalls, time, _gate)
        {
            DropsAway = true,
            TimedOut = _ => Break(new BrokenBarrierException("The barrier is broken: one of its parties has waited for longer than it would. Reset it to use it again.")),
        };
        SessionHolds.Use();
    }

    /// <inheritdoc/>
    public string Nature => "barrier";

    /// <inheritdoc/>
    public WaitSight Look(int most)
    {
        lock (_gate) return _queue.Look(most, _isBroken ? "broken" : string.Create(CultureInfo.InvariantCulture, $"{_queue.Count} of {Parties} parties"));
    }

    /// <inheritdoc/>
    public int Parties { get; }

    /// <inheritdoc/>
    public int Waiting => _queue.Count;

    /// <inheritdoc/>
    public bool IsBroken
    {
        get
        {
            lock (_gate) return _isBroken;
        }
    }

    /// <inheritdoc/>
    public async Task<int> WaitAsync(TimeSpan? timeout = null, CancellationToken cancel = default)
    {
        timeout ??= _timeout;
        WaitTimes.Demand(timeout);
        Waiter waiter;
        lock (_gate)
        {
            if (_isDeleted) throw Gone();
            if (_isBroken) throw new BrokenBarrierException("The barrier is broken. Reset it to use it again.");
            waiter = _queue.Add(SessionHolds.OfCaller);
            TryPass();
        }

        int number = await _queue.AwaitAsync(waiter, timeout, cancel);
        return number >= 0 ? number : throw new BrokenBarrierException($"The barrier is broken: not all parties have come within {timeout}. Reset it to use it again.");
    }

    /// <inheritdoc/>
    public void Abort() => Break(new BrokenBarrierException("The barrier was aborted. Reset it to use it again."));

    /// <inheritdoc/>
    public Task AbortAsync(CancellationToken cancel = default)
    {
        Abort();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Reset()
    {
        lock (_gate)
        {
            Break(new BrokenBarrierException("The barrier was reset while it was waited for. It can be used again."));
            _isBroken = false;
        }
    }

    /// <inheritdoc/>
    public Task ResetAsync(CancellationToken cancel = default)
    {
        Reset();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void OnDeleted()
    {
        lock (_gate)
        {
            _isDeleted = true;
            Break(Gone());
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        OnDeleted();
        _holds.Dispose();
    }

    private static ObjectGoneException Gone() => new("The barrier has been deleted.");

    // Under the gate: those who have come pass if they are enough. While an action runs, also one of a passage that is broken, the next ones wait.
    private void TryPass()
    {
        while (!_isBroken && _acting is null && _queue.Count >= Parties)
        {
            if (_action is null)
            {
                Number(_queue.TakeFirst(Parties));
                continue;
            }

            _passing = _queue.TakeFirst(Parties);
            CancellationTokenSource acting = _acting = new CancellationTokenSource();

            // It is nobody's call: whoever came last may die meanwhile.
            ThreadPool.UnsafeQueueUserWorkItem(one => _ = ActAsync(one), acting, preferLocal: false);
        }
    }

    private async Task ActAsync(CancellationTokenSource acting)
    {
        Exception? failure = null;
        try
        {
            await _action!.RunAsync(acting.Token);
        }
        catch (Exception e)
        {
            failure = e;
        }

        lock (_gate)
        {
            _acting = null;
            if (_passing is { } passed)
            {
                if (failure is not null)
                {
                    Break(new BrokenBarrierException($"The barrier is broken: its action has failed: {failure.Message} Reset it to use it again.", failure));
                }
                else
                {
                    _passing = null;
                    Number(passed);
                }
            }

            TryPass();
        }

        acting.Dispose();
    }

    private static void Number(Waiter[] passed)
    {
        for (int i = 0; i < passed.Length; i++) passed[i].Conclude(i);
    }

    private void Break(Exception reason)
    {
        lock (_gate)
        {
            _isBroken = true;
            _queue.FailAll(reason);
            if (_passing is not { } passing) return;
            _passing = null;
            foreach (Waiter one in passing) one.Conclude(reason);

            // An action that runs is told; what it has registered with the token is its own code.
            if (_acting is { } acting) ThreadPool.UnsafeQueueUserWorkItem(static source => Cancel(source), acting, preferLocal: false);
        }
    }

    private static void Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (Exception e) when (e is ObjectDisposedException or AggregateException)
        {
            // The action has ended meanwhile, or threw at being told.
        }
    }
}
