using System.Runtime.ExceptionServices;
using ObjectServer.Client.Batches;
using ObjectServer.Client.Session;

namespace ObjectServer.Client;

/// <summary>
/// Calls of shared objects that are made together. Each <c>Add</c> takes one call, in the form of a lambda that makes it:
/// <c>batch.Add(r, x =&gt; x.Energy)</c>, <c>batch.Add(r, x =&gt; x.Temperature = 2)</c>, <c>batch.Add(r, x =&gt; x.RunAsync(10))</c>. The lambda
/// runs at once, on something that only notes the call; nothing is sent before <see cref="RunAsync"/>. See docs/batches.md. A batch runs
/// once. Its members must not overlap; different batches may.
/// </summary>
public sealed class ObjectBatch
{
    /// <summary>How many calls a batch may have.</summary>
    public const int MaxCalls = 1024;

    private readonly ClientSession _session;
    private readonly CallRecorder _recorder;
    private readonly List<RecordedCall> _calls = [];
    private readonly bool _atomic;
    private bool _hasRun;

    internal ObjectBatch(ClientSession session, BatchOptions options)
    {
        _session = session;
        _atomic = options.Atomic;
        _recorder = new CallRecorder(session, options.Atomic);
    }

    /// <summary>How many calls have been added.</summary>
    public int Count => _calls.Count;

    /// <summary>Adds a call of a member without result, or an assignment.</summary>
    /// <typeparam name="T">A contract of the object's.</typeparam>
    /// <param name="proxy">A proxy of the client that made the batch.</param>
    /// <param name="call">Makes the call, of its argument.</param>
    /// <returns>The call's outcome, once the batch has run.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="proxy"/> is no proxy of this client's, or <paramref name="call"/> makes no call, more than one, or does something with its
    /// result.
    /// </exception>
    /// <exception cref="NotSupportedException">The member cannot be called in such a batch; the message says why.</exception>
    /// <exception cref="ObjectGoneException">The proxy is released.</exception>
    /// <exception cref="MemberNotFoundException">The server's contract lacks the member.</exception>
    /// <exception cref="LimitExceededException">The batch has <see cref="MaxCalls"/> calls already.</exception>
    /// <exception cref="InvalidOperationException">The batch has run, or the result of another of its calls was asked for.</exception>
    public BatchResult Add<T>(T proxy, Action<T> call)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(call);
        DemandRoom();
        return Keep(_recorder.Record(proxy, call));
    }

    /// <summary>Adds a call of a synchronous member with a result, the reading of a property, or an assignment as an expression.</summary>
    /// <typeparam name="T">A contract of the object's.</typeparam>
    /// <typeparam name="TResult">What the member results in.</typeparam>
    /// <inheritdoc cref="Add{T}(T, Action{T})"/>
    public BatchResult<TResult> Add<T, TResult>(T proxy, Func<T, TResult> call)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(call);
        DemandRoom();
        return Keep(_recorder.Record(proxy, call));
    }

    /// <summary>Adds a call of an asynchronous member without result. The server awaits the task before it answers.</summary>
    /// <inheritdoc cref="Add{T}(T, Action{T})"/>
    public BatchResult Add<T>(T proxy, Func<T, Task> call)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(call);
        DemandRoom();
        return Keep(_recorder.RecordTask(proxy, call, () => new TaskCompletionSource().Task));
    }

    /// <summary>Adds a call of an asynchronous member. The server awaits the task before it answers.</summary>
    /// <inheritdoc cref="Add{T, TResult}(T, Func{T, TResult})"/>
    public BatchResult<TResult> Add<T, TResult>(T proxy, Func<T, Task<TResult>> call)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(call);
        DemandRoom();
        return Keep(_recorder.RecordTask<T, Task<TResult>, TResult>(proxy, call, () => new TaskCompletionSource<TResult>().Task));
    }

    /// <inheritdoc cref="Add{T}(T, Func{T, Task})"/>
    public BatchResult Add<T>(T proxy, Func<T, ValueTask> call)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(call);
        DemandRoom();
        return Keep(_recorder.RecordTask(proxy, call, () => new ValueTask(new TaskCompletionSource().Task)));
    }

    /// <inheritdoc cref="Add{T, TResult}(T, Func{T, Task{TResult}})"/>
    public BatchResult<TResult> Add<T, TResult>(T proxy, Func<T, ValueTask<TResult>> call)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(call);
        DemandRoom();
        return Keep(_recorder.RecordTask<T, ValueTask<TResult>, TResult>(
            proxy, call, () => new ValueTask<TResult>(new TaskCompletionSource<TResult>().Task)));
    }

    /// <summary>
    /// Adds a call to an atomic batch that must result in a certain value: with another one it fails with <see cref="BatchConflictException"/>, and
    /// no call behind it runs. So a value that was read before the batch can be written back by it without losing what others have written
    /// meanwhile. Values are equal when they are written alike: each bit of a floating-point number, each character of a string.
    /// </summary>
    /// <typeparam name="T">A contract of the object's.</typeparam>
    /// <typeparam name="TResult">What the member results in; no shared object.</typeparam>
    /// <param name="proxy">A proxy of the client that made the batch.</param>
    /// <param name="call">Makes the call, of its argument: the reading of a property, or of a synchronous member.</param>
    /// <param name="expected">What it must result in; written when the batch runs.</param>
    /// <inheritdoc cref="Add{T}(T, Action{T})"/>
    public BatchResult<TResult> Expect<T, TResult>(T proxy, Func<T, TResult> call, TResult expected)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(call);
        DemandRoom();
        if (!_atomic) throw new NotSupportedException("Only an atomic batch can expect a result: in any other one, others come between its calls.");
        return Keep(_recorder.RecordExpecting(proxy, call, expected));
    }

    /// <summary>Runs the calls. Completes when the outcome of each is known, and fails with that of the first one that has failed.</summary>
    /// <param name="cancel">
    /// Cancels the calls. An atomic batch that still waits for its objects leaves those that it has entered, and none of its calls runs; of one
    /// that runs, the running call is told, and no other begins.
    /// </param>
    /// <exception cref="InvalidOperationException">The batch has run already.</exception>
    /// <exception cref="ArgumentEncodingException">An argument cannot be written; nothing was sent.</exception>
    /// <exception cref="LimitExceededException">The calls of an atomic batch are larger together than a value may be; nothing was sent.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled.</exception>
    /// <exception cref="TimeoutException">A call took too long; an atomic batch is one call to <see cref="ObjectClientOptions.DefaultTimeout"/>.</exception>
    /// <exception cref="ServerUnavailableException">The session had ended; none of the calls has run.</exception>
    /// <exception cref="OutcomeUnknownException">The session ended meanwhile; calls may have run.</exception>
    public async Task RunAsync(CancellationToken cancel = default)
    {
        DemandFresh();
        _hasRun = true;
        if (_calls.Count == 0) return;
        try
        {
            if (_atomic) await new AtomicRun(_session, _calls).RunAsync(cancel).ConfigureAwait(false);
            else await new PlainRun(_session, _calls).RunAsync(cancel).ConfigureAwait(false);
        }
        finally
        {
            // Until here each proxy was held by its call.
            GC.KeepAlive(_calls);
        }

        Exception? first = _calls.FirstOrDefault(call => call.Result.State != BatchCallState.Succeeded)?.Result.Error;
        if (_calls.FirstOrDefault(call => call.Result.State == BatchCallState.Failed)?.Result.Error is { } failure) first = failure;
        if (first is null) return;
        if (first is OperationCanceledException cancelled && cancel.IsCancellationRequested && cancelled.CancellationToken != cancel)
            throw new OperationCanceledException(cancelled.Message, cancelled, cancel);
        ExceptionDispatchInfo.Throw(first);
    }

    private TResult Keep<TResult>((RecordedCall Call, TResult Result) recorded)
        where TResult : BatchResult
    {
        _calls.Add(recorded.Call);
        return recorded.Result;
    }

    private void DemandRoom()
    {
        DemandFresh();
        if (_calls.Count == MaxCalls) throw new LimitExceededException("the calls of a batch", MaxCalls, MaxCalls + 1, "The batch");
    }

    private void DemandFresh()
    {
        if (_hasRun) throw new InvalidOperationException("The batch has run, and runs once: make another one.");
    }
}
