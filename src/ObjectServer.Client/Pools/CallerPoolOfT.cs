using System.Diagnostics;
using ObjectServer.Client.Pools;

namespace ObjectServer.Client;

/// <summary>
/// A number of callers that share work: each takes the next item that nobody has taken, calls its object for it, and takes another. Made by
/// <see cref="CallerPool.Over{T}(T, int?, CallerPoolOptions?)"/> for objects that are there, and by <see cref="CallerPool.StartAsync"/> for worker
/// processes. All members may be called at the same time; jobs are begun in the order in which they are given. Neither items nor results are kept
/// when a job is over.
/// </summary>
/// <typeparam name="T">The contract of the objects.</typeparam>
public sealed partial class CallerPool<T> : IAsyncDisposable
    where T : class
{
    // As Python's pools cut what they map: small enough for callers to end at about the same time.
    private const int ChunksPerCaller = 4;

    private static readonly PoolJobOptions Default = new();

    private readonly JobQueue<T> _jobs;
    private readonly int _maxAttempts;
    private readonly Action<string>? _dropped;
    private bool _isDisposed;

    internal CallerPool(IEnumerable<PoolCaller<T>> callers, CallerPoolOptions options, bool hasWorkers)
    {
        _jobs = new JobQueue<T>(callers, options.MaxWaitingJobs);
        _maxAttempts = options.MaxAttempts;
        _dropped = options.Dropped;
        if (!hasWorkers) GC.SuppressFinalize(this);
    }

    /// <summary>Ends the workers of a pool that was dropped, and says so.</summary>
    ~CallerPool()
    {
        if (!_jobs.IsOpen) return;
        string line = $"A pool of {_jobs.Callers} workers for {typeof(T)} was dropped while it ran; dispose of it, or close it. Its workers are ended.";
        ThreadPool.UnsafeQueueUserWorkItem(static jobs => jobs.Terminate(), _jobs, preferLocal: false);
        if (_dropped is null) Trace.TraceWarning(line);
        else _dropped(line);
    }

    /// <summary>How many callers it has: as many calls are made at a time.</summary>
    public int Callers => _jobs.Callers;

    /// <summary>
    /// Takes no more work. What it has is finished; then its workers end. Doing it again does nothing.
    /// </summary>
    public void Close() => _jobs.Close();

    /// <summary>
    /// Ends the pool at once: jobs fail with <see cref="OperationCanceledException"/>, whether they run or wait, and workers are killed. Calls
    /// to objects elsewhere are cancelled, not waited for. Doing it again does nothing.
    /// </summary>
    public void Terminate() => _jobs.Terminate();

    /// <summary>Waits until a pool that was closed or terminated has ended, its workers included.</summary>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="InvalidOperationException">It was neither closed nor terminated.</exception>
    public async Task JoinAsync(CancellationToken cancel = default)
    {
        await _jobs.JoinAsync().WaitAsync(cancel).ConfigureAwait(false);
        GC.KeepAlive(this);
    }

    /// <summary>Terminates the pool, and waits until it has ended. To have its work finished, close and join it before.</summary>
    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        GC.SuppressFinalize(this);
        Terminate();
        await _jobs.JoinAsync().ConfigureAwait(false);
    }

    // Whoever waits for a job keeps the pool, so that it is not ended as one that nobody needs.
    private async Task<TResult[]> RunAsync<TItem, TResult>(
        TItem[] items, ItemCall<T, TItem, TResult> call, PoolJobOptions options, CancellationToken cancel)
    {
        int chunkSize = options.ChunkSize ?? (int)Math.Max(1, (items.Length + ((long)ChunksPerCaller * Callers) - 1) / ((long)ChunksPerCaller * Callers));
        var job = new ItemJob<T, TItem, TResult>(items, call, options, chunkSize, _jobs.Terminated, cancel);
        _jobs.Add(job, isBounded: true);
        TResult[] results = await job.ResultsAsync().ConfigureAwait(false);
        GC.KeepAlive(this);
        return results;
    }

    private ItemCall<T, TItem, TResult> CallOf<TItem, TResult>(Func<T, TItem, CancellationToken, Task<TResult>> call) => new(call, _maxAttempts);

    private void DemandOpen()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (!_jobs.IsOpen) throw new InvalidOperationException("The pool has been closed or terminated and takes no more work; make another.");
    }
}
