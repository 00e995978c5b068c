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
    private readonly ITimer _timer;
    private TimeoutException? _failure;
    private bool _hasPassed;

    public CallDeadline(PendingCall pending, ContractMember member, TimeSpan limit)
    {
        _pending = pending;
        _member = member;
        _limit = limit;

        // Started only when it is known: it may be due at once.
        _timer = pending.Session.Time.CreateTimer(static deadline => ((CallDeadline)deadline!).OnDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(limit, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether the limit passed before there was an answer.</summary>
    public bool HasPassed => Volatile.Read(ref _hasPassed);

    /// <summary>What the call fails with whose limit has passed.</summary>
    /// <param name="answer">What it would have failed with; null when it has a result, or no answer.</param>
    public TimeoutException Failure(Exception? answer)
    {
        if (answer is not null && answer == Volatile.Read(ref _failure)) return (TimeoutException)answer;
        string message = $"{_member} did not answer within {_limit}.";
        return new TimeoutException(answer is OperationCanceledException ? $"{message} {answer.Message}" : message, answer);
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void OnDue()
    {
        if (_pending.IsSettled) return;
        if (HasPassed)
        {
            Volatile.Write(ref _failure, Failure(null));
            _pending.Fail(_failure!);
            return;
        }

        Volatile.Write(ref _hasPassed, true);
        _pending.Session.Calls.Cancel(_pending);
        _timer.Change(_limit / 4 < MostPatience ? _limit / 4 : MostPatience, Timeout.InfiniteTimeSpan);
    }
}
