using ObjectServer.Dispatch;

namespace ObjectServer.Tests.Dispatch;

public sealed class ObjectGateTests
{
    private readonly ObjectGate _gate = new();
    private readonly List<string> _started = [];

    [Fact]
    public void Writers_OneAfterAnother_RunInOrderOfArrival()
    {
        TestCall a = Call("a");
        TestCall b = Call("b");
        Call("c");
        Assert.Equal(["a"], _started);

        _gate.Exit(a);
        Assert.Equal(["a", "b"], _started);
        _gate.Exit(b);

        Assert.Equal(["a", "b", "c"], _started);
    }

    [Fact]
    public void Readers_Together_KeepAWriterOutUntilTheLastLeaves()
    {
        TestCall a = Call("a", readOnly: true);
        TestCall b = Call("b", readOnly: true);
        Call("writer");

        _gate.Exit(a);
        Assert.Equal(["a", "b"], _started);
        _gate.Exit(b);

        Assert.Equal(["a", "b", "writer"], _started);
    }

    [Fact]
    public void Readers_BehindAWaitingWriter_DoNotPassIt()
    {
        TestCall a = Call("a", readOnly: true);
        TestCall writer = Call("writer");
        Call("b", readOnly: true);
        Call("c", readOnly: true);
        Assert.Equal(["a"], _started);

        _gate.Exit(a);
        Assert.Equal(["a", "writer"], _started);
        _gate.Exit(writer);

        Assert.Equal(["a", "writer", "b", "c"], _started);
    }

    [Fact]
    public void Chain_ThatIsInside_EntersAgainAtOnce()
    {
        TestCall outer = Call("outer", chain: 7);
        Call("stranger", chain: 8);

        TestCall inner = Call("inner", chain: 7);
        _gate.Exit(inner);
        Assert.Equal(["outer", "inner"], _started);
        _gate.Exit(outer);

        Assert.Equal(["outer", "inner", "stranger"], _started);
    }

    [Fact]
    public void AbandonedCalls_AtTheHead_ArePassedOver()
    {
        TestCall a = Call("a");
        TestCall b = Call("b");
        Call("c");

        b.Abandoned = true;
        _gate.Exit(a);

        Assert.Equal(["a", "c"], _started);
        Assert.Equal(0, _gate.Waiting);
    }

    [Fact]
    public void AbandonedWriter_Withdrawn_KeepsNoReadersApart()
    {
        Call("a", readOnly: true);
        TestCall writer = Call("writer");
        Call("b", readOnly: true);
        Call("c", readOnly: true);

        writer.Abandoned = true;
        _gate.Withdraw(writer);

        Assert.Equal(["a", "b", "c"], _started);
    }

    [Fact]
    public void AbandonedCalls_Withdrawn_TakeNoRoom()
    {
        TestCall running = Call("running");
        for (int i = 0; i < 100; i++)
        {
            TestCall call = Call("abandoned");
            call.Abandoned = true;
            _gate.Withdraw(call);
            _gate.Withdraw(call);
        }

        Assert.Equal(0, _gate.Waiting);
        _gate.Exit(running);
        Assert.Equal(["running"], _started);
    }

    [Fact]
    public void AbandonedCall_ThatComesLate_DoesNotWait()
    {
        Call("running");
        var call = new TestCall("abandoned", _started) { Abandoned = true };

        call.Enter(_gate);

        Assert.Equal(0, _gate.Waiting);
    }

    [Fact]
    public void Chain_ThatACallInsideOpensFor_EntersUntilItCloses()
    {
        TestCall outer = Call("outer", chain: 7);
        Assert.True(_gate.Holds(7));
        Assert.False(_gate.Holds(8));

        _gate.Open(8);
        TestCall inner = Call("inner", chain: 8);
        _gate.Close(8);
        Assert.True(_gate.Holds(8));
        _gate.Exit(inner);
        Assert.False(_gate.Holds(8));
        Call("late", chain: 8);
        Assert.Equal(["outer", "inner"], _started);
        _gate.Exit(outer);

        Assert.Equal(["outer", "inner", "late"], _started);
        Assert.False(_gate.Holds(7));
    }

    [Fact]
    public void Chains_OfBatches_AreToldFromOthers()
    {
        Assert.All(Enumerable.Range(0, 100), _ => Assert.True(BatchChain.Is(BatchChain.New())));
        Assert.False(BatchChain.Is(0));
        Assert.False(BatchChain.Is((ulong)Random.Shared.NextInt64(1, long.MaxValue)));
    }

    private TestCall Call(string name, bool readOnly = false, ulong chain = 0) => new TestCall(name, _started, readOnly, chain).Enter(_gate);
}
