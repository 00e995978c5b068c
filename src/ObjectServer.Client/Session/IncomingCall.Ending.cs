using System.Diagnostics;
using ObjectServer.Client.Proxy;
using ObjectServer.Contract;
using ObjectServer.Dispatch.Statistics;
using ObjectServer.Objects;
using ObjectServer.Telemetry;

namespace ObjectServer.Client.Session;

/// <content>How a call ends: its one outcome, and letting go of all that it holds.</content>
internal abstract partial class IncomingCall
{
    /// <summary>Tells the caller that the member has ended without a result.</summary>
    protected abstract void Succeed();

    /// <summary>Tells the caller the result.</summary>
    protected abstract void Succeed(EncodedResult result);

    /// <summary>Tells the caller of a failure.</summary>
    protected abstract void Fail(Exception error, bool ofUser);

    /// <summary>Tells the caller that the call was cancelled before it ran.</summary>
    /// <param name="waited">What it waited for, as a sentence; null when it did not wait for its object.</param>
    protected virtual void FailUnrun(string? waited)
    {
        string message = $"The call of {_invoker.Member} was cancelled before it ran.{(waited is null ? "" : " " + waited)}";
        Exception reason = HasExpired ? new TimeoutException($"{Overdue} {message}") : new OperationCanceledException(message);
        Fail(reason.Mark(CallOutcome.NotExecuted), ofUser: false);
    }

    /// <inheritdoc/>
    public override void Refuse(LimitExceededException reason)
    {
        if (TryRefuseVisit(reason)) return;

        // One that is cancelled in the same moment is told that.
        if (Interlocked.CompareExchange(ref _state, (int)CallState.Settled, (int)CallState.Waiting) != (int)CallState.Waiting) return;
        Statistics?.NeverRan(CallEnd.Refused);
        Fail(reason, ofUser: false);
        Leave(hasRun: false);
    }

    /// <summary>Where it is counted; null where no call is.</summary>
    private MemberStatistics? Statistics => _target.Statistics?[_invoker.Position];

    /// <summary>The call was run by a thread that reads, and goes on without it. It cannot have ended yet.</summary>
    protected virtual void Awaits()
    {
    }

    /// <summary>The call has left, and uses nothing of its object any more.</summary>
    protected abstract void Left();

    /// <summary>Nobody wants reports any more: a member that waits to report goes on.</summary>
    protected virtual void StopReports()
    {
    }

    /// <summary>True for the one who may tell the outcome.</summary>
    protected virtual bool Settle() => Interlocked.Exchange(ref _state, (int)CallState.Settled) != (int)CallState.Settled;

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
            Ended(e, Stopwatch.GetTimestamp());
            return;
        }

        Ended(null, Stopwatch.GetTimestamp());
    }

    /// <param name="error">What it failed with; null when it did not.</param>
    /// <param name="now">What <see cref="Stopwatch"/> shows.</param>
    private void Ended(Exception? error, long now)
    {
        Guard?.Leave();
        DropArguments();
        bool cancelled = IsCancelled && (error is OperationCanceledException || (HasExpired && error is TimeoutException));
        CallEnd end = error is null ? CallEnd.Succeeded : cancelled ? CallEnd.Cancelled : CallEnd.Failed;
        if (error is not null && Settle())
        {
            // Where the object is a proxy itself, what went wrong on the way to it went wrong on the way of this call.
            bool forwards = _target.Instance is SharedProxy;
            bool onTheWay = error is ObjectServerException and not RemoteInvocationException && (forwards || _target.Instance is ILibraryObject { IsOfLibrary: true });
            if (cancelled && !forwards) error = Interrupted(error);
            Fail(error, ofUser: _inObject && !cancelled && !onTheWay);
        }

        if (_span is { } span)
        {
            _span = null;
            CallTracing.End(span, error);
        }

        MemberStatistics? statistics = Statistics;
        statistics?.Ran(now - _began, _submitted == 0 ? 0 : _began - _submitted, end, error);
        CloseReader();
        if (_hasPayload)
        {
            _hasPayload = false;
            References.GiveBack(_payload, Imports.Fail());
        }

        if (_isAmbient) LeaveChain();
        _target.Gate?.Exit(this);
        Leave(hasRun: true, statistics is { All.Counts: true } ? end : null);
    }

    // Only code that the call is ambient for can join its chain meanwhile.
    private void LeaveChain()
    {
        lock (Gate) _outside = true;
    }

    private void Leave(bool hasRun, CallEnd? counted = null)
    {
        if (!hasRun) DropUnread();
        Left();
        SharedObject target = _target;

        // Whatever keeps the call in mind, such as the context of its code, must not keep its object. One that never ran may still be started.
        if (hasRun) _target = null!;
        if (counted is { } end) target.Unpin(end == CallEnd.Failed);
        else target.Unpin();
        _cancellation?.Dispose();
        if (_nesting is not null) ReleaseNesting();
        Volatile.Write(ref _left, true);
    }

    // Before the caller is told: what it then releases goes at once.
    private void DropArguments()
    {
        if (_arguments is not { } arguments) return;
        _arguments = null;
        Imports.Unpin(arguments);
    }

    private void CloseReader()
    {
        if (_reader is not { } reader) return;
        _reader = null;
        CallValues.CloseReader(reader);
    }

    // The payload may arrive at the same moment.
    private void DropUnread()
    {
        bool drop;
        lock (Gate)
        {
            drop = _hasPayload;
            _hasPayload = false;
        }

        if (drop) References.GiveBack(_payload);
    }
}
