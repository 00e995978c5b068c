using ObjectServer.Client.Session;

namespace ObjectServer.Client.Tests.Session;

public sealed class PendingCallsTests
{
    [Fact]
    public void Call_AddedAndRemoved_IsFoundOnce()
    {
        var calls = new PendingCalls();
        var call = new OneWayCall { Session = null!, Sequence = 5 };
        Assert.True(calls.TryAdd(call, out _));

        Assert.Same(call, calls.Find(5));
        Assert.Same(call, calls.Remove(5));
        Assert.Null(calls.Remove(5));
        Assert.Equal(0, calls.Count);
    }

    [Fact]
    public void Calls_AfterTheEnd_AreRefusedWithTheReason()
    {
        var calls = new PendingCalls();
        var pending = new OneWayCall { Session = null!, Sequence = 1 };
        calls.TryAdd(pending, out _);
        var reason = new IOException("over");

        Assert.Equal([pending], calls.Close(reason));

        Assert.False(calls.TryAdd(new OneWayCall { Session = null!, Sequence = 2 }, out Exception? closed));
        Assert.Same(reason, closed);
        Assert.Empty(calls.Close(new IOException("again")));
    }

    [Fact]
    public void UnreadCall_WhenManyLaterOnesHaveBeenAnswered_IsNotExpectedSoon()
    {
        var calls = new PendingCalls();
        ulong last = 0;
        Assert.False(calls.HasFreshUnread);
        Add(canRead: false);

        Assert.True(calls.HasFreshUnread);
        for (int i = 0; i < 64; i++)
        {
            ulong quick = Add(canRead: true);
            Assert.False(calls.ExpectsOne);
            calls.Remove(quick);
        }

        Assert.False(calls.HasFreshUnread);
        Assert.Equal(1, calls.Unread);
        Add(canRead: true);
        Assert.True(calls.ExpectsOne);

        Add(canRead: false);
        Assert.True(calls.HasFreshUnread);
        Assert.False(calls.ExpectsOne);

        ulong Add(bool canRead)
        {
            Assert.True(calls.TryAdd(new OneWayCall { Session = null!, Sequence = ++last, CanRead = canRead }, out _));
            return last;
        }
    }
}
