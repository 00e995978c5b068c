namespace ObjectServer.Client.Pools;

/// <summary>A caller with a worker of its own, which it replaces when that has ended or has done its number of tasks.</summary>
/// <typeparam name="T">What it calls.</typeparam>
/// <param name="options">How workers are started.</param>
internal sealed class WorkerCaller<T>(WorkerPoolOptions<T> options) : PoolCaller<T>
    where T : class
{
    private readonly Lock _gate = new();
    private readonly int? _limit = options.TasksPerWorker;
    private PoolWorker<T>? _worker;
    private int _tasks;
    private bool _isOver;

    /// <inheritdoc/>
    public override bool HasLost => _worker is { HasEnded: true };

    /// <inheritdoc/>
    public override async ValueTask<T> ReadyAsync(CancellationToken cancel)
    {
        if (_worker is { HasEnded: false } present && !(_tasks >= _limit)) return present.Target;
        if (_worker is { } last) await last.EndAsync(atOnce: last.HasEnded).ConfigureAwait(false);
        PoolWorker<T> next = await PoolWorker<T>.StartAsync(options, cancel).ConfigureAwait(false);
        bool isOver;
        lock (_gate)
        {
            isOver = _isOver;
            if (!isOver) (_worker, _tasks) = (next, 0);
        }

        if (!isOver) return next.Target;
        await next.EndAsync(atOnce: true).ConfigureAwait(false);
        throw new OperationCanceledException("The pool ended while a worker was started.");
    }

    /// <inheritdoc/>
    public override void Count() => _tasks++;

    /// <inheritdoc/>
    public override Task EndAsync(bool atOnce)
    {
        lock (_gate)
        {
            _isOver = true;
            return _worker?.EndAsync(atOnce) ?? Task.CompletedTask;
        }
    }
}
