using ObjectServer.Client.Session.Holds;

namespace ObjectServer.Tests.Session;

/// <summary>What is held for a session, and that it is given back once.</summary>
public sealed class SessionHoldsTests
{
    [Fact]
    public void Hold_IsListedUntilItEnds()
    {
        var session = new SessionHolds(3);
        Permit[] permits = [new(session), new(session), new(session)];
        foreach (Permit permit in permits) permit.Begin();

        Assert.True(permits[1].TryEnd());
        Assert.False(permits[1].TryEnd());

        Assert.Equal(2, session.Count);
        session.End();
        Assert.Equal([1, 0, 1], permits.Select(static permit => permit.GivenBack));
        Assert.Equal(0, session.Count);
    }

    [Fact]
    public void Hold_OfTheServerItself_IsOfNoSession()
    {
        var permit = new Permit(null);

        permit.Begin();

        Assert.Equal(SessionPresence.Here, permit.Presence);
        Assert.True(permit.TryEnd());
    }

    [Fact]
    public void Hold_BeyondTheLimit_IsRefused()
    {
        var session = new SessionHolds(1);
        new Permit(session).Begin();

        var refused = Assert.Throws<LimitExceededException>(new Permit(session).Begin);

        Assert.Equal(("ObjectServerOptions.MaxHoldsPerSession", 1L, 2L), (refused.LimitName, refused.Limit, refused.Requested));
    }

    [Fact]
    public void Hold_OfAnEndedSession_IsRefused()
    {
        var session = new SessionHolds(1);
        session.End();

        Assert.Throws<OperationCanceledException>(new Permit(session).Begin);
        Assert.False(session.Note(SessionPresence.Here));
        Assert.Equal(SessionPresence.Ended, session.Presence);
    }

    [Fact]
    public void ReleasesThatRaceWithTheEnd_GiveEachBackOnce()
    {
        const int Count = 50_000;
        for (int round = 0; round < 4; round++)
        {
            var session = new SessionHolds(Count);
            Permit[] permits = [.. Enumerable.Range(0, Count).Select(_ => new Permit(session))];
            foreach (Permit permit in permits) permit.Begin();
            using var begin = new Barrier(3);

            // All in the same order, so that they meet at many of them.
            Thread[] racing =
            [
                new(() => Race(begin, () => Array.ForEach([.. permits.Reverse()], static permit => permit.GiveBack()))),
                new(() => Race(begin, () => Array.ForEach([.. permits.Reverse()], static permit => permit.GiveBack()))),
                new(() => Race(begin, session.End)),
            ];
            foreach (Thread thread in racing) thread.Start();
            foreach (Thread thread in racing) Assert.True(thread.Join(TimeSpan.FromSeconds(60)));

            Assert.All(permits, static permit => Assert.Equal(1, permit.GivenBack));
            Assert.Equal(0, session.Count);
        }
    }

    private static void Race(Barrier begin, Action action)
    {
        begin.SignalAndWait();
        action();
    }

    private sealed class Permit(SessionHolds? session) : SessionHold(session)
    {
        private int _givenBack;

        public int GivenBack => _givenBack;

        public void GiveBack()
        {
            if (TryEnd()) Interlocked.Increment(ref _givenBack);
        }

        public override void OnPresence()
        {
            if (Presence != SessionPresence.Here) GiveBack();
        }
    }
}
