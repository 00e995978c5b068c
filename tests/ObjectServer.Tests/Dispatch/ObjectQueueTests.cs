using ObjectServer.Dispatch;
using ObjectServer.Testing;

namespace ObjectServer.Tests.Dispatch;

/// <summary>How many calls may wait at a gate, and what those that wait are told.</summary>
public sealed class ObjectQueueTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly List<string> _started = [];
    private readonly ObjectGate _gate;

    public ObjectQueueTests() => _gate = new ObjectGate(new QueueRules(2, "the option", _clock));

    [Fact]
    public void Call_BeyondTheLimit_IsRefusedAndNeverStarts()
    {
        TestCall inside = Begin("inside");
        Call("first");
        Call("second");

        TestCall third = Call("third");

        Assert.Equal(("the option", 2L, 3L), (third.Refusal!.LimitName, third.Refusal.Limit, third.Refusal.Requested));
        Assert.Contains("third, was refused and did not run: 2 calls wait", third.Refusal.Message, StringComparison.Ordinal);
        Assert.Contains("inside is inside", third.Refusal.Message, StringComparison.Ordinal);
        _gate.Exit(inside);
        Assert.Equal(["inside", "first"], _started);
        Assert.Equal(1, _gate.Waiting);
    }

    [Fact]
    public void Call_BeyondTheLimitWhoseChainIsInside_Enters()
    {
        Begin("inside", chain: 7);
        Call("first");
        Call("second");

        TestCall again = Call("again", chain: 7);

        Assert.Null(again.Refusal);
        Assert.Equal(["inside", "again"], _started);
    }

    [Fact]
    public void PlaceOfACallThatIsWithdrawn_IsFreeAtOnce()
    {
        Begin("inside");
        TestCall first = Call("first");
        Call("second");
        first.Abandoned = true;
        _gate.Withdraw(first);

        TestCall third = Call("third");

        Assert.Null(third.Refusal);
        Assert.Equal(2, _gate.Waiting);
    }

    [Fact]
    public void Queue_ShowsHowManyWaitAndHowLongTheFirstHas()
    {
        TestCall inside = Begin("inside");
        Assert.Equal(default, _gate.Queue);
        TestCall first = Call("first");
        _clock.Advance(TimeSpan.FromSeconds(3));
        Call("second");
        _clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(new QueueState(2, TimeSpan.FromSeconds(7)), _gate.Queue);

        _gate.Exit(inside);
        Assert.Equal(new QueueState(1, TimeSpan.FromSeconds(4)), _gate.Queue);
        _gate.Exit(first);

        Assert.Equal(default, _gate.Queue);
    }

    [Fact]
    public void WaitingCall_IsToldHowLongItHasAndWhoIsInsideSinceWhen()
    {
        Begin("inside");
        _clock.Advance(TimeSpan.FromSeconds(2));
        TestCall first = Call("first");
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("It had waited 5.0 s for its object; inside is inside, for 7.0 s, since 00:00:00 UTC.", _gate.Describe(first));
    }

    [Fact]
    public void WaitingCall_BehindManyReaders_IsToldSomeOfThem()
    {
        TestCall[] readers = [.. Enumerable.Range(0, 6).Select(i => Begin($"reader {i}", readOnly: true))];
        TestCall writer = Call("writer");
        _gate.Exit(readers[1]);

        string told = _gate.Describe(writer)!;

        Assert.Contains("inside are reader 0, for", told, StringComparison.Ordinal);
        Assert.Contains("reader 3, for", told, StringComparison.Ordinal);
        Assert.Contains("2 other read-only calls", told, StringComparison.Ordinal);
        Assert.DoesNotContain("reader 1", told, StringComparison.Ordinal);
    }

    [Fact]
    public void CallThatDoesNotWait_IsToldNothing()
    {
        TestCall inside = Begin("inside");

        Assert.Null(_gate.Describe(inside));
        Assert.Null(_gate.Describe(new TestCall("outside", _started)));
    }

    private TestCall Begin(string name, bool readOnly = false, ulong chain = 0)
    {
        TestCall call = Call(name, readOnly, chain);
        _gate.Begin(call, stopwatch: 0);
        return call;
    }

    private TestCall Call(string name, bool readOnly = false, ulong chain = 0) => new TestCall(name, _started, readOnly, chain).Enter(_gate);
}
