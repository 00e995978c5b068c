using ObjectServer.Dispatch;
using ObjectServer.Objects;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Session;

/// <summary>
/// One call of a session, from its frame to its one outcome. The reader that makes it never runs it: it starts on the thread pool or
/// on the CPU lane when the object's gate lets it in.
/// </summary>
internal sealed class SessionCall : GatedCall, IServerCall, IThreadPoolWorkItem
{
    private readonly ServerSession _session;
    private readonly SharedObject _target;
    private readonly MemberInvoker _invoker;
    private readonly bool _oneWay;
    private readonly Lock _gate = new();
    private ProgressWindow? _progress;
    private CancellationTokenSource? _cancellation;
    private ReceivedPayload _payload;
    private ValueReader? _reader;
    private bool _hasPayload;
    private bool _cancelled;
    private bool _inObject;
    private int _state;

    public SessionCall(ServerSession session, in CallFrame frame, SharedObject target, MemberInvoker invoker)
    {
        _session = session;
        _target = target;
        _invoker = invoker;
        _oneWay = frame.OneWay;
        Sequence = frame.Sequence;
        Chain = frame.Chain;
        IsReadOnly = invoker.Member.ReadOnly;
    }

    public ulong Sequence { get; }

    /// <summary>The number of the transfer that brings the arguments; 0 when they came with the call.</summary>
    public ulong Transfer { get; init; }

    /// <inheritdoc/>
    public override bool IsAbandoned => Volatile.Read(ref _state) == (int)CallState.Settled;

    /// <inheritdoc/>
    public CancellationToken Cancellation
    {
        get
        {
            lock (_gate)
            {
                _cancellation ??= new CancellationTokenSource();
                if (_cancelled) _cancellation.Cancel();
                return _cancellation.Token;
            }
        }
    }

    /// <summary>The arguments are there: the call waits for its turn from now on.</summary>
    public void Submit(ReceivedPayload payload)
    {
        bool abandoned;
        lock (_gate)
        {
            abandoned = IsAbandoned;
            if (!abandoned)
            {
                _payload = payload;
                _hasPayload = true;
            }
        }

        if (abandoned) payload.Dispose();
        else if (_target.Gate is not { } gate || gate.TryEnter(this)) Start();
    }

    /// <inheritdoc/>
    public override void Start()
    {
        if (_invoker.Member.CpuBound) _session.Server.CpuLane.Post(static call => ((SessionCall)call!).Execute(), this);
        else ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <inheritdoc/>
    public void Execute()
    {
        if (Interlocked.CompareExchange(ref _state, (int)CallState.Running, (int)CallState.Waiting) != (int)CallState.Waiting)
        {
            _target.Gate?.Exit(this);
            return;
        }

        ValueTask running;
        try
        {
            _reader = _session.OpenReader(_payload);
            running = _invoker.InvokeAsync(_target.Instance, _reader, this);
        }
        catch (Exception e)
        {
            Ended(e);
            return;
        }

        if (running.IsCompletedSuccessfully) Ended(null);
        else _ = AwaitAsync(running);
    }

    /// <summary>The caller gives up. A call that has not started never will; one that runs is told by its token.</summary>
    public void Cancel()
    {
        CancellationTokenSource? cancellation;
        lock (_gate)
        {
            if (_cancelled) return;
            _cancelled = true;
            cancellation = _cancellation;
        }

        if (Interlocked.CompareExchange(ref _state, (int)CallState.Settled, (int)CallState.Waiting) == (int)CallState.Waiting)
        {
            _session.SendError(Sequence, new OperationCanceledException($"The call of {_invoker.Member} was cancelled before it ran."), ofUser: false, _oneWay);
            Leave();
            return;
        }

        _progress?.Close();

        // What is registered with the token is the object's code, which the reader must not run.
        if (cancellation is not null) ThreadPool.UnsafeQueueUserWorkItem(static source => Signal(source), cancellation, preferLocal: false);
    }

    /// <summary>The caller has handed reports on.</summary>
    public void CreditProgress(uint reports) => _progress?.Credit(reports);

    /// <inheritdoc/>
    public void ArgumentsRead()
    {
        _inObject = true;
        DropPayload();
    }

    /// <inheritdoc/>
    public void Complete()
    {
        if (Settle()) _session.SendResult(Sequence);
    }

    /// <inheritdoc/>
    public void Complete<T>(ValueCodec<T> codec, T result)
    {
        // From here on it is not the object's code any more that can fail.
        _inObject = false;
        if (_oneWay)
        {
            Complete();
            return;
        }

        using EncodedResult encoded = _session.Encode(codec, result, _invoker.Member);
        if (Settle()) _session.SendResult(Sequence, encoded);
        else _session.References.Undo(encoded.Exports);
    }

    /// <inheritdoc/>
    public void Report<T>(uint parameter, ValueCodec<T> codec, T report)
    {
        ProgressWindow window;
        lock (_gate) window = _progress ??= new ProgressWindow();
        if (_cancelled) window.Close();
        if (!window.Enter()) return;
        lock (window)
        {
            // Under one lock with the outcome: nothing is reported behind the result.
            if (!IsAbandoned) _session.SendProgress(Sequence, parameter, codec, report);
        }
    }

    private static void Signal(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The call ended meanwhile.
        }
        catch (AggregateException)
        {
            // What the object registered with its token threw; its call goes on and says itself how it ends.
        }
    }

    private async Task AwaitAsync(ValueTask running)
    {
        try
        {
            await running.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Ended(e);
            return;
        }

        Ended(null);
    }

    private void Ended(Exception? error)
    {
        if (error is not null && Settle())
        {
            bool cancelled = error is OperationCanceledException && _cancelled;
            _session.SendError(Sequence, error, ofUser: _inObject && !cancelled, _oneWay);
        }

        DropPayload();
        _target.Gate?.Exit(this);
        Leave();
    }

    private bool Settle()
    {
        ProgressWindow? window;
        lock (_gate) window = _progress;
        if (window is null) return Interlocked.Exchange(ref _state, (int)CallState.Settled) != (int)CallState.Settled;
        lock (window)
        {
            window.Close();
            return Interlocked.Exchange(ref _state, (int)CallState.Settled) != (int)CallState.Settled;
        }
    }

    private void Leave()
    {
        DropPayload();
        _session.Forget(this);
        _target.Unpin();
        CancellationTokenSource? cancellation;
        lock (_gate)
        {
            cancellation = _cancellation;
        }

        cancellation?.Dispose();
    }

    private void DropPayload()
    {
        if (_reader is { } reader)
        {
            _reader = null;
            ServerSession.CloseReader(reader);
        }

        bool drop;
        lock (_gate)
        {
            drop = _hasPayload;
            _hasPayload = false;
        }

        if (drop) _payload.Dispose();
    }
}
