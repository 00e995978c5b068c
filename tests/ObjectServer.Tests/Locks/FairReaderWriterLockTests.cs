using ObjectServer.Client.Session.Holds;
using ObjectServer.Locks;

namespace ObjectServer.Tests.Locks;

/// <summary>Who gets a reader-writer lock and when, what its tokens are worth, and what becomes of sessions that go away.</summary>
public sealed class FairReaderWriterLockTests
{
    private const bool Read = false;
    private const bool Write = true;

    private readonly List<ulong> _fences = [];
    private readonly FairReaderWriterLock _lock;

    public FairReaderWriterLockTests() => _lock = new FairReaderWriterLock("The lock", 100) { Fenced = _fences.Add };

    [Fact]
    public void Acquire_OfReaders_GivesItToAllAtOnce()
    {
        Task<ulong>[] readers = [Acquire(Read), Acquire(Read), Acquire(Read)];

        Assert.Equal([1UL, 2, 3], readers.Select(Token));
        Assert.Equal((3, 0), (_lock.Holders, _lock.Waiting));
    }

    [Fact]
    public void Acquire_BehindAWaitingWriter_Waits()
    {
        ulong reader = Token(Acquire(Read));
        Task<ulong> writer = Acquire(Write);
        Task<ulong> late = Acquire(Read);
        Assert.False(writer.IsCompleted || late.IsCompleted);

        _lock.Release(reader);

        Assert.Equal(2UL, Token(writer));
        Assert.False(late.IsCompleted);
        _lock.Release(2);
        Assert.Equal(3UL, Token(late));
    }

    [Fact]
    public void Release_GivesTheLockOnInTheOrderOfAsking()
    {
        ulong held = Token(Acquire(Write));
        List<Task<ulong>> waiting = [.. Enumerable.Range(0, 50).Select(_ => Acquire(Write))];

        foreach (Task<ulong> next in waiting)
        {
            Assert.False(next.IsCompleted);
            _lock.Release(held);
            held = Token(next);
        }

        Assert.Equal(51UL, held);
    }

    [Fact]
    public void Release_UnderAVoidToken_IsRefused()
    {
        ulong token = Token(Acquire(Write));
        _lock.Release(token);

        Assert.Throws<LockLostException>(() => _lock.Release(token));
        Assert.Throws<LockLostException>(() => _lock.Enter(token));
        Assert.Throws<ArgumentException>(() => _lock.Release(99));
        Assert.Throws<ArgumentException>(() => _lock.Release(0));
        Assert.False(_lock.IsHeld(token));
    }

    [Fact]
    public void Enter_OfAReader_IsRefused()
    {
        ulong token = Token(Acquire(Read));

        Assert.Throws<InvalidOperationException>(() => _lock.Enter(token));
    }

    [Fact]
    public void Loss_InTheMiddleOfAnOperation_PassesTheLockOnBehindIt()
    {
        var session = new SessionHolds(10);
        LockClaim operation = _lock.Enter(Token(Acquire(Write, session)));
        Task<ulong> next = Acquire(Write);

        session.End();
        Assert.False(next.IsCompleted);
        Assert.Throws<LockLostException>(() => _lock.Enter(operation.Token));
        _lock.Exit(operation);

        Assert.Equal(2UL, Token(next));
    }

    [Fact]
    public async Task Cancel_OfAWaitingWriter_LetsReadersBehindItIn()
    {
        Token(Acquire(Read));
        using var cancel = new CancellationTokenSource();
        Task<ulong> writer = _lock.AcquireAsync(null, Guid.NewGuid(), Write, cancel.Token);
        Task<ulong> reader = Acquire(Read);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writer);
        Assert.Equal(2UL, await reader);
        Assert.Equal((2, 0), (_lock.Holders, _lock.Waiting));
    }

    [Fact]
    public async Task Cancel_OfWhoHasTheLock_TakesNothing()
    {
        using var cancel = new CancellationTokenSource();
        ulong first = Token(Acquire(Write));
        var waiter = new HeldUpContext();
        Task<ulong> second = waiter.Run(() => _lock.AcquireAsync(null, Guid.NewGuid(), Write, cancel.Token));
        _lock.Release(first);

        // It has the lock, and does not know yet.
        await cancel.CancelAsync();
        waiter.GoOn();

        Assert.True(_lock.IsHeld(await second));
    }

    [Fact]
    public void Withdraw_TakesOutOfTheQueue_OrTheLock()
    {
        Guid holds = Guid.NewGuid();
        Guid waits = Guid.NewGuid();
        _lock.AcquireAsync(null, holds, Write, default);
        Task<ulong> waiting = _lock.AcquireAsync(null, waits, Write, default);
        Task<ulong> last = Acquire(Write);

        _lock.Withdraw(waits);
        Assert.True(waiting.IsCanceled);
        Assert.False(last.IsCompleted);
        _lock.Withdraw(holds);
        _lock.Withdraw(holds);

        Assert.Equal(2UL, Token(last));
    }

    [Fact]
    public void EndOfASession_GivesBackWhatItHasAndWaitsFor()
    {
        var dying = new SessionHolds(10);
        ulong lost = Token(Acquire(Write, dying));
        Task<ulong> never = Acquire(Write, dying);
        Task<ulong> next = Acquire(Write);

        dying.End();

        Assert.Equal(2UL, Token(next));
        Assert.True(never.IsCompleted && !never.IsCompletedSuccessfully);
        Assert.Throws<LockLostException>(() => _lock.Release(lost));
        Assert.Equal(0, dying.Count);
        Assert.Throws<OperationCanceledException>(() => { _ = Acquire(Read, dying); });
    }

    [Fact]
    public void AwaySession_LosesTheLock_AndKeepsItsPlaceInTheQueue()
    {
        var away = new SessionHolds(10);
        ulong lost = Token(Acquire(Write, away));
        Task<ulong> passedOver = Acquire(Write, away);
        Task<ulong> next = Acquire(Write);
        Task<ulong> last = Acquire(Write);

        Assert.True(away.Note(SessionPresence.Away));
        away.Tell();
        Assert.Equal(2UL, Token(next));
        _lock.Release(2);
        Assert.Equal(3UL, Token(last));
        Assert.Throws<LockLostException>(() => _lock.Release(lost));
        Assert.True(away.Note(SessionPresence.Here));
        away.Tell();
        Assert.False(passedOver.IsCompleted);
        _lock.Release(3);

        Assert.Equal(4UL, Token(passedOver));
        Assert.Equal(1, away.Count);
    }

    [Fact]
    public void Queue_IsBounded()
    {
        Token(Acquire(Write));
        for (int i = 0; i < 100; i++) _ = Acquire(Write);

        var refused = Assert.Throws<LimitExceededException>(() => { _ = Acquire(Read); });

        Assert.Equal("ObjectServerOptions.MaxWaitingCalls", refused.LimitName);
        Assert.Equal(100, _lock.Waiting);
    }

    [Fact]
    public void Session_HoldsNoMoreThanItMay()
    {
        var session = new SessionHolds(2);
        Token(Acquire(Write, session));
        _ = Acquire(Write, session);

        var refused = Assert.Throws<LimitExceededException>(() => { _ = Acquire(Read, session); });

        Assert.Equal("ObjectServerOptions.MaxHoldsPerSession", refused.LimitName);
        Assert.Equal((2, 1, 1), (session.Count, _lock.Waiting, _lock.Holders));
    }

    [Fact]
    public async Task Close_EndsEverything()
    {
        var session = new SessionHolds(10);
        ulong token = Token(Acquire(Read, session));
        Task<ulong> waiting = Acquire(Write, session);
        Task<ulong> behind = Acquire(Read, session);

        _lock.Close(new ObjectGoneException("gone"));

        await Assert.ThrowsAsync<ObjectGoneException>(() => waiting);
        await Assert.ThrowsAsync<ObjectGoneException>(() => behind);
        Assert.Throws<ObjectGoneException>(() => _lock.Release(token));
        Assert.Throws<ObjectGoneException>(() => { _ = Acquire(Read); });
        Assert.Equal((0, 0, 0), (_lock.Holders, _lock.Waiting, session.Count));
    }

    [Fact]
    public void Fence_RisesWithEachWriter_AndNeverReachesWhoHasTheLock()
    {
        ulong reader = Token(Acquire(Read));
        _lock.Release(reader);
        ulong writer = Token(Acquire(Write));
        Assert.True(_fences[^1] >= reader && _fences[^1] < writer);

        _lock.Release(writer);

        Assert.Equal(writer, _fences[^1]);
        Assert.Equal(_fences.Order(), _fences);
    }

    [Fact]
    public async Task RandomUse_KeepsTheRules_AndLeavesNothing()
    {
        var random = new Random(7);
        SessionHolds[] sessions = [.. Enumerable.Range(0, 8).Select(_ => new SessionHolds(1000))];
        var claims = new List<(Task<ulong> Task, bool IsExclusive, CancellationTokenSource Cancel)>();
        for (int step = 0; step < 5000; step++)
        {
            SessionHolds session = sessions[random.Next(sessions.Length)];
            switch (random.Next(6))
            {
                case 0 or 1 or 2 when _lock.Waiting < 90:
                    bool isExclusive = random.Next(3) == 0;
                    var cancel = new CancellationTokenSource();
                    claims.Add((_lock.AcquireAsync(session, Guid.NewGuid(), isExclusive, cancel.Token), isExclusive, cancel));
                    break;
                case 3 when claims.Count > 0:
                    await claims[random.Next(claims.Count)].Cancel.CancelAsync();
                    break;
                case 4 when session.Note(random.Next(2) == 0 ? SessionPresence.Away : SessionPresence.Here):
                    session.Tell();
                    break;
                default:
                    ulong[] held = [.. claims.Where(one => HasLock(one.Task)).Select(one => Token(one.Task))];
                    if (held.Length > 0) _lock.Release(held[random.Next(held.Length)]);
                    break;
            }

            bool[] holders = [.. claims.Where(one => HasLock(one.Task)).Select(one => one.IsExclusive)];
            Assert.True(holders.Length <= 1 || holders.All(static one => !one), $"Step {step}: {string.Join(", ", holders)}");
            if (claims.Count > 200) claims.RemoveAll(one => one.Task.IsCompleted && !HasLock(one.Task));
        }

        foreach (SessionHolds session in sessions) session.End();

        Assert.Equal((0, 0), (_lock.Holders, _lock.Waiting));
        Assert.All(sessions, static session => Assert.Equal(0, session.Count));
    }

    private static ulong Token(Task<ulong> acquired)
    {
        // What cannot be cancelled ends in the moment in which the lock passes on.
        Assert.True(acquired.IsCompletedSuccessfully);
        return acquired.Result;
    }

    private bool HasLock(Task<ulong> acquired) => acquired.IsCompletedSuccessfully && _lock.IsHeld(acquired.Result);

    private Task<ulong> Acquire(bool isExclusive, SessionHolds? session = null) => _lock.AcquireAsync(session, Guid.NewGuid(), isExclusive, default);
}
