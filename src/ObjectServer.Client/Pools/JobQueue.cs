namespace ObjectServer.Client.Pools;

/// <summary>
/// The jobs of a pool, and its callers. A caller that finds no work is put aside, and set to work by the next job: nothing waits in between, and
/// nothing of a job is kept when it is over.
/// </summary>
/// <typeparam name="T">What the callers call.</typeparam>
internal sealed class JobQueue<T>
    where T : class
{
    private readonly Lock _gate = new();
    private readonly PoolCaller<T>[] _callers;
    private readonly Queue<PoolCaller<T>> _free;
    private readonly int _maxJobs;
    private readonly CancellationTokenSource _terminated = new();
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lazy<Task> _ended;
    private Queue<PoolJob<T>> _jobs = new();
    private PoolState _state;

    /// <param name="callers">The callers.</param>
    /// <param name="maxJobs">How many jobs may wait.</param>
    public JobQueue(IEnumerable<PoolCaller<T>> callers, int maxJobs)
    {
        _callers = [.. callers];
        _free = new Queue<PoolCaller<T>>(_callers);
        _maxJobs = maxJobs;
        _ended = new Lazy<Task>(EndAsync);
    }

    /// <summary>How many callers there are.</summary>
    public int Callers => _callers.Length;

    /// <summary>Cancelled when the pool is terminated.</summary>
    public CancellationToken Terminated => _terminated.Token;

    /// <summary>Whether it takes jobs.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_gate) return _state == PoolState.Open;
        }
    }

    /// <summary>Adds a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="isBounded">Whether it counts; the parts of a job that is read as it is needed are bounded by that job.</param>
    /// <exception cref="InvalidOperationException">The pool takes no more.</exception>
    /// <exception cref="LimitExceededException">Too many jobs wait.</exception>
    public void Add(PoolJob<T> job, bool isBounded)
    {
        lock (_gate)
        {
            if (Refusal(isBounded) is { } refusal)
            {
                job.Abandon();
                throw refusal;
            }

            if (job.IsHandedOut) return;
            _jobs.Enqueue(job);
            for (int i = job.Chunks; i > 0 && _free.TryDequeue(out PoolCaller<T>? caller); i--)
                ThreadPool.UnsafeQueueUserWorkItem(static one => _ = one.Queue.RunAsync(one.Caller), (Queue: this, Caller: caller), preferLocal: false);
        }
    }

    /// <summary>Takes no more jobs; ends when those that it has are done.</summary>
    public void Close()
    {
        lock (_gate)
        {
            if (_state == PoolState.Open) _state = PoolState.Closed;
            EndIfDone();
        }

        _ = _ended.Value;
    }

    /// <summary>Ends at once.</summary>
    public void Terminate()
    {
        lock (_gate)
        {
            if (_state == PoolState.Terminated) return;
            _state = PoolState.Terminated;
            _jobs.Clear();
        }

        _terminated.Cancel();
        _over.TrySetResult();
        _ = _ended.Value;
    }

    /// <summary>Completes when it has ended.</summary>
    /// <exception cref="InvalidOperationException">It is open.</exception>
    public Task JoinAsync() => IsOpen
        ? throw new InvalidOperationException("The pool takes work and would never end: close or terminate it first.")
        : _ended.Value;

    private async Task RunAsync(PoolCaller<T> caller)
    {
        while (Next(caller) is { } chunk) await chunk.RunAsync(caller).ConfigureAwait(false);
    }

    private PoolChunk<T>? Next(PoolCaller<T> caller)
    {
        lock (_gate)
        {
            while (_jobs.TryPeek(out PoolJob<T>? job))
            {
                bool isTaken = job.TryTake(out PoolChunk<T> chunk);
                if (!isTaken || job.IsHandedOut) _jobs.Dequeue();
                if (isTaken) return chunk;
            }

            _free.Enqueue(caller);
            EndIfDone();
            return null;
        }
    }

    // Under the gate. Callers that are not free are at work, and look for more when they are done.
    private void EndIfDone()
    {
        if (_state == PoolState.Closed && _jobs.Count == 0 && _free.Count == _callers.Length) _over.TrySetResult();
    }

    // Under the gate.
    private Exception? Refusal(bool isBounded)
    {
        if (_state != PoolState.Open)
            return new InvalidOperationException($"The pool has been {(_state == PoolState.Closed ? "closed" : "terminated")} and takes no more work; make another.");
        if (!isBounded || _jobs.Count < _maxJobs) return null;

        // Some may have been cancelled while they waited.
        _jobs = new Queue<PoolJob<T>>(_jobs.Where(static job => !job.IsHandedOut));
        return _jobs.Count < _maxJobs ? null : new LimitExceededException(nameof(CallerPoolOptions.MaxWaitingJobs), _maxJobs, _maxJobs + 1L, "The pool");
    }

    private async Task EndAsync()
    {
        await _over.Task.ConfigureAwait(false);
        await Task.WhenAll(_callers.Select(caller => caller.EndAsync(_terminated.IsCancellationRequested))).ConfigureAwait(false);
    }
}
