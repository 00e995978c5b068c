using System.Runtime.ExceptionServices;

namespace ObjectServer.Client.Pools;

/// <summary>One call for each of some items.</summary>
/// <typeparam name="T">What is called.</typeparam>
/// <typeparam name="TItem">The items.</typeparam>
/// <typeparam name="TResult">What comes of each.</typeparam>
internal sealed class ItemJob<T, TItem, TResult> : PoolJob<T>
    where T : class
{
    private readonly Lock _gate = new();
    private readonly IReadOnlyList<TItem> _items;
    private readonly ItemCall<T, TItem, TResult> _call;
    private readonly PoolJobOptions _options;
    private readonly int _chunkSize;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenRegistration _cancelled;
    private readonly CancellationTokenRegistration _terminated;
    private readonly TResult[] _results;
    private SortedDictionary<int, Exception>? _errors;
    private Exception? _cause;
    private int _next;
    private int _left;
    private int _done;

    /// <param name="items">The items, which do not change.</param>
    /// <param name="call">The call.</param>
    /// <param name="options">How they are run.</param>
    /// <param name="chunkSize">How many items a caller takes at a time.</param>
    /// <param name="terminated">Ends the job at once, with all of the pool.</param>
    /// <param name="cancel">Cancels it.</param>
    public ItemJob(
        IReadOnlyList<TItem> items, ItemCall<T, TItem, TResult> call, PoolJobOptions options, int chunkSize, CancellationToken terminated, CancellationToken cancel)
    {
        _items = items;
        _call = call;
        _options = options;
        _chunkSize = chunkSize;
        _left = items.Count;
        _results = new TResult[items.Count];
        if (_left == 0) _ended.TrySetResult();
        _cancelled = cancel.UnsafeRegister(static (job, token) => ((ItemJob<T, TItem, TResult>)job!).Stop(new OperationCanceledException(token)), this);
        _terminated = terminated.UnsafeRegister(static job => ((ItemJob<T, TItem, TResult>)job!).Terminate(), this);
        if (_ended.Task.IsCompleted) Forget();
    }

    /// <inheritdoc/>
    public override int Chunks => (int)(((long)_items.Count + _chunkSize - 1) / _chunkSize);

    /// <inheritdoc/>
    public override bool IsHandedOut
    {
        get
        {
            lock (_gate) return _next >= _items.Count;
        }
    }

    /// <summary>Completes when every item is done, or will not be run. Never fails.</summary>
    public Task Ended => _ended.Task;

    /// <summary>How many items it has.</summary>
    public int Count => _items.Count;

    /// <inheritdoc/>
    public override bool TryTake(out PoolChunk<T> chunk)
    {
        lock (_gate)
        {
            chunk = new PoolChunk<T>(this, _next, Math.Min(_chunkSize, _items.Count - _next));
            _next += chunk.Count;
            return chunk.Count > 0;
        }
    }

    /// <inheritdoc/>
    public override void Abandon() => Terminate();

    /// <inheritdoc/>
    public override async Task RunAsync(PoolCaller<T> caller, int first, int count)
    {
        for (int i = first; i < first + count; i++)
        {
            if (!_stop.IsCancellationRequested) await RunAsync(caller, i).ConfigureAwait(false);
            lock (_gate) EndIfNothingIsLeft(1);
        }
    }

    /// <summary>What came of all items, once it has ended.</summary>
    public async Task<TResult[]> ResultsAsync()
    {
        await Ended.ConfigureAwait(false);
        lock (_gate)
        {
            if (_cause is not null) ExceptionDispatchInfo.Throw(_cause);
            return _errors is null ? _results : throw new AggregateException(_errors.Values);
        }
    }

    /// <summary>What came of one item, once it has ended.</summary>
    public TResult ResultOf(int index, out Exception? error)
    {
        lock (_gate)
        {
            error = null;
            if (_errors?.TryGetValue(index, out error) != true && _cause is OperationCanceledException) error = _cause;
            return _results[index];
        }
    }

    private async Task RunAsync(PoolCaller<T> caller, int index)
    {
        try
        {
            _results[index] = await _call.RunAsync(caller, _items[index], _options.Idempotent, _stop.Token).ConfigureAwait(false);
            _options.Progress?.Report(Interlocked.Increment(ref _done));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The job knows why.
        }
        catch (Exception e)
        {
            lock (_gate) (_errors ??= [])[index] = e;
            if (_options.Errors == PoolErrors.StopAtFirst) Stop(e);
        }
    }

    // What is under way is waited for.
    private void Stop(Exception cause)
    {
        lock (_gate)
        {
            if (_cause is not null || _ended.Task.IsCompleted) return;
            _cause = cause;
            int dropped = _items.Count - _next;
            _next = _items.Count;
            EndIfNothingIsLeft(dropped);
        }

        _ = _stop.CancelAsync();
    }

    // What is under way is not waited for: it may be a call that heeds nothing.
    private void Terminate()
    {
        Stop(new OperationCanceledException("The pool was terminated."));
        End();
    }

    // Under the gate.
    private void EndIfNothingIsLeft(int accounted)
    {
        _left -= accounted;
        if (_left == 0) End();
    }

    private void End()
    {
        if (_ended.TrySetResult()) Forget();
    }

    // A token may live long, and must not keep the job.
    private void Forget()
    {
        _cancelled.Unregister();
        _terminated.Unregister();
    }
}
