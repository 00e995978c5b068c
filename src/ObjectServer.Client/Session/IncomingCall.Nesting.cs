namespace ObjectServer.Client.Session;

/// <content>
/// The calls that its code makes in turn: they belong to its chain, have no more time than it has left, and are cancelled when it is,
/// whether or not its code hands its token on.
/// </content>
internal abstract partial class IncomingCall
{
    private CallNesting? _nesting;

    /// <summary>The clock of its time limit.</summary>
    protected abstract TimeProvider Time { get; }

    /// <summary>Its time is over, and it was cancelled for that.</summary>
    protected bool HasExpired => _nesting is { HasExpired: true };

    private string Overdue => $"{_invoker.Member} did not answer within {_nesting!.Time}.";

    /// <summary>The caller waits no longer than this, from now on. To be said before the call begins; the calls that its code makes have that time.</summary>
    public void GiveTime(TimeSpan time)
    {
        _nesting ??= new CallNesting();
        _nesting.Time = time;
        _nesting.Since = Time.GetTimestamp();
    }

    /// <summary>Cancels the call itself when its time is over, also where its caller cannot say so any more.</summary>
    public void StartTimer()
    {
        if (_nesting is not { } nesting || nesting.Time == TimeSpan.Zero) return;
        lock (Gate)
        {
            // What it holds is let go under the same lock.
            if (IsAbandoned) return;
            TimeSpan left = TimeLeft(nesting);
            nesting.Timer = Time.CreateTimer(
                static call => ((IncomingCall)call!).Cancel(expired: true), this, left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>It is a call of an enumeration, whose code goes on when the call has left: that is cancelled with the enumeration alone.</summary>
    public void NestIn(CancellationToken enumeration) => Nesting().Enumeration = enumeration;

    /// <summary>
    /// Its code is about to make a call, which is cut to the time that is left. True when that call is to be cancelled with this one:
    /// <see cref="Follow"/>. Code is told once that its call has been cancelled: by its token if it takes one, else by the calls that it has
    /// under way, else by the next one, which is refused here. What it calls after that, such as to tidy up, is its own affair.
    /// </summary>
    /// <param name="what">What it calls, for messages.</param>
    /// <param name="limit">How long that may take; infinite for any time.</param>
    /// <exception cref="OperationCanceledException">This call has been cancelled.</exception>
    /// <exception cref="TimeoutException">The time of this call is over.</exception>
    public bool Admit(object what, ref TimeSpan limit)
    {
        if (_nesting is { } nesting)
        {
            if (nesting.Enumeration.CanBeCanceled) return !nesting.Enumeration.IsCancellationRequested;
            if (nesting.Time > TimeSpan.Zero && IsInside && !IsCancelled)
            {
                TimeSpan left = TimeLeft(nesting);
                if (left <= TimeSpan.Zero) Cancel(expired: true);
                else if (limit == Timeout.InfiniteTimeSpan || left < limit) limit = left;
            }
        }

        lock (Gate)
        {
            if (_outside) return false;
            if (!IsCancelled) return true;

            // By its token, if it takes one.
            nesting = _nesting ??= new CallNesting();
            if (nesting.IsTold || _cancellation is not null) return false;
            nesting.IsTold = true;
        }

        string message = $"{what} was not called: the call of {_invoker.Member}, whose code calls it, has ";
        if (nesting.HasExpired) throw new TimeoutException($"{message}used up its {nesting.Time}.").Mark(CallOutcome.NotSent);
        throw new OperationCanceledException($"{message}been cancelled.").Mark(CallOutcome.NotSent);
    }

    /// <summary>A call that its code has made has ended because the time of this one is over: so its code has been told.</summary>
    public void RunOut()
    {
        lock (Gate)
        {
            if (_outside) return;
            (_nesting ??= new CallNesting()).IsTold = true;
        }

        Cancel(expired: true);
    }

    /// <summary>Cancels a call that its code has made, which has been sent, when this one is cancelled.</summary>
    public CancellationTokenRegistration Follow(PendingCall made)
    {
        CallNesting nesting = Nesting();
        CancellationToken token = nesting.Enumeration;
        if (!token.CanBeCanceled)
        {
            lock (Gate)
            {
                if (_outside) return default;
                if (nesting.UnderWay is null)
                {
                    nesting.UnderWay = new CancellationTokenSource();
                    if (IsCancelled) nesting.UnderWay.Cancel();
                }

                token = nesting.UnderWay.Token;
            }
        }

        // At once when it has been cancelled since.
        return token.UnsafeRegister(
            static state =>
            {
                (CallNesting around, PendingCall made) = ((CallNesting, PendingCall))state!;
                if (made.IsSettled) return;
                around.IsTold = true;
                made.Session.Calls.Cancel(made);
            },
            (nesting, made));
    }

    /// <summary>What became of a call that was cancelled while it ran, and ended for that. What its code ran into may be said of another call.</summary>
    private Exception Interrupted(Exception error) => HasExpired
        ? new TimeoutException($"{Overdue} It was cancelled while it ran: {error.Message}", error).Mark(CallOutcome.Executed)
        : new OperationCanceledException($"{_invoker.Member} was cancelled while it ran: {error.Message}", error).Mark(CallOutcome.Executed);

    private TimeSpan TimeLeft(CallNesting nesting) => nesting.Time - Time.GetElapsedTime(nesting.Since);

    private CallNesting Nesting()
    {
        lock (Gate) return _nesting ??= new CallNesting();
    }

    private void ReleaseNesting()
    {
        lock (Gate) _nesting?.Release();
    }
}
