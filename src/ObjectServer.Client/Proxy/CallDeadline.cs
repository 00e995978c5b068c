using ObjectServer.Client.Session;
using ObjectServer.Contract;

namespace ObjectServer.Client.Proxy;

/// <summary>
/// The time limit of one call. When it has passed the other side is asked to cancel the call, and has a moment to say what the call waited
/// for, which only it knows. Then the call fails without that. Whatever its answer is, a call whose limit has passed has timed out.
/// </summary>
internal sealed class CallDeadline : IDisposable
{
    // For the answer; of a shorter limit a quarter.
    private static readonly TimeSpan MostPatience = TimeSpan.FromMilliseconds(250);

    private readonly PendingCall _pending;
    private readonly ContractMember _member;
    private readonly TimeSpan _limit;
    private readonly IncomingCall? _around;
    private readonly ITimer _timer;
    private TimeoutException? _failure;
    private bool _hasPassed;

    /// <param name="pending">The call, which has been sent.</param>
    /// <param name="member">What it calls.</param>
    /// <param name="limit">How long the call may take.</param>
    /// <param name="left">How much of that is left.</param>
    /// <param name="around">The call whose time it is; null when it is the call's own.</param>
    public CallDeadline(PendingCall pending, ContractMember member, TimeSpan limit, TimeSpan left, IncomingCall? around)
    {
        _pending = pending;
        _member = member;
        _limit = limit;
        _around = around;

        // Started only when it is known: it may be due at once.
        _timer = pending.Session.Time.CreateTimer(static deadline => ((CallDeadline)deadline!).OnDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(left, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether the limit passed before there was an answer.</summary>
    public bool HasPassed => Volatile.Read(ref _hasPassed);

    private string Message => $"{_member} did not answer within {_limit}.";

    /// <summary>Whether the limit passed before there was an answer, which is then to be told as <see cref="Failure"/>.</summary>
    /// <param name="answer">What the call has failed with.</param>
    public bool Claims(Exception answer)
    {
        // The other side has a clock, too, and may be first to see that the time is over.
        if (HasPassed || IsTimeOver(answer)) _around?.RunOut();
        return HasPassed;
    }

    /// <summary>What the call fails with whose limit has passed, and which has a result all the same.</summary>
    public TimeoutException Late()
    {
        _around?.RunOut();
        return new TimeoutException($"{Message} It has run; its result came later.").Mark(CallOutcome.Executed);
    }

    /// <summary>What the call fails with whose limit has passed.</summary>
    /// <param name="answer">What it would have failed with.</param>
    public TimeoutException Failure(Exception answer)
    {
        if (answer == Volatile.Read(ref _failure)) return (TimeoutException)answer;
        string message = answer switch
        {
            _ when IsTimeOver(answer) => answer.Message,
            OperationCanceledException => $"{Message} {answer.Message}",
            _ => Message,
        };
        return new TimeoutException(message, answer).Mark(answer.GetCallOutcome());
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private static bool IsTimeOver(Exception answer) => answer is TimeoutException { InnerException: not RemoteInvocationException };

    private void OnDue()
    {
        if (_pending.IsSettled) return;
        if (HasPassed)
        {
            Volatile.Write(ref _failure, new TimeoutException($"{Message} It may still run."));
            _pending.Fail(_failure!);
            return;
        }

        Volatile.Write(ref _hasPassed, true);
        _pending.Session.Calls.Cancel(_pending);
        _timer.Change(_limit / 4 < MostPatience ? _limit / 4 : MostPatience, Timeout.InfiniteTimeSpan);
    }
}
