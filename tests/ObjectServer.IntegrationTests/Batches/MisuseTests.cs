using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Batches;

/// <summary>What cannot be added to a batch, and what it says then. No link matters here.</summary>
public sealed class MisuseTests : ConnectedTests
{
    [Fact]
    public async Task Lambda_ThatIsNotOneCall_IsRefused()
    {
        IVessel vessel = await CreateAsync();
        ObjectBatch batch = Client.Batch();

        Assert.Contains("calls no member", Thrown<ArgumentException>(() => batch.Add(vessel, _ => 3)).Message, StringComparison.Ordinal);
        Assert.Contains("calls no member", Thrown<ArgumentException>(() => batch.Add(vessel, _ => { })).Message, StringComparison.Ordinal);
        Assert.Contains("one call", Thrown<ArgumentException>(() => batch.Add(vessel, v => v.Add(v.Count))).Message, StringComparison.Ordinal);
        Assert.Contains("argument of another", Thrown<ArgumentException>(() => batch.Add(vessel, v => v.Count += 1)).Message, StringComparison.Ordinal);
        Assert.Equal(0, batch.Count);
        Assert.Equal(0, vessel.Count);
    }

    [Fact]
    public async Task Lambda_ThatMakesSomethingOfTheResult_IsRefused()
    {
        IVessel vessel = await CreateAsync();
        ObjectBatch batch = Client.Batch();

        Thrown<ArgumentException>(() => batch.Add(vessel, v => v.Count + 1));
        Thrown<ArgumentException>(() => batch.Add(vessel, v => v.Count * 2));
        Thrown<ArgumentException>(() => batch.Add(vessel, v => (long)v.Count));
        Thrown<ArgumentException>(() => batch.Add(vessel, v => v["x"] * 2));
        Thrown<ArgumentException>(() => batch.Add(vessel, v => v["x"] + 1));
        Thrown<ArgumentException>(() => batch.Add(vessel, v => v.Label + "!"));
        Thrown<ArgumentException>(() => batch.Add(vessel, v => v.Levels.Length));
        Thrown<ArgumentException>(() => batch.Add(vessel, v => { v.Add(1); }));
        Func<IVessel, Task<int>> awaiting = async v => await v.AddAsync(1);
        Thrown<ArgumentException>(() => batch.Add(vessel, awaiting));
        Assert.Equal(0, batch.Count);
    }

    [Fact]
    public async Task Result_BeforeTheBatchHasRun_SaysThatItIsNotThere()
    {
        IVessel vessel = await CreateAsync();
        ObjectBatch batch = Client.Batch(new BatchOptions { Atomic = true });
        BatchResult<int> count = batch.Add(vessel, v => v.Count);

        InvalidOperationException thrown = Thrown<InvalidOperationException>(() => batch.Add(vessel, v => v.Add(count.Value)));

        Assert.Contains("cannot be an argument of another call", thrown.Message, StringComparison.Ordinal);
        Assert.Equal((1, BatchCallState.Pending), (batch.Count, count.State));
    }

    [Fact]
    public async Task Members_ThatABatchCannotCall_AreRefused()
    {
        IVessel vessel = await CreateAsync();
        ObjectBatch atomic = Client.Batch(new BatchOptions { Atomic = true });
        using var cancel = new CancellationTokenSource();

        Thrown<NotSupportedException>(() => atomic.Add(vessel, v => { v.Emptied += (_, _) => { }; }));
        Thrown<NotSupportedException>(() => atomic.Add(vessel, v => v.TryTake(out int _)));
        Thrown<NotSupportedException>(() => atomic.Add(vessel, v => v.CountToAsync(1, new Progress<int>())));
        Thrown<NotSupportedException>(() => atomic.Add(vessel, v => v.CountToAsync(1, null, cancel.Token)));
        Assert.Equal(0, atomic.Count);
    }

    [Fact]
    public async Task Objects_ThatAreNotTheClients_AreRefused()
    {
        IVessel vessel = await CreateAsync();
        IVessel released = await CreateAsync();
        await Client.ReleaseAsync(released);
        await using ObjectClient other = await Server.ConnectAsync();
        await using TestServer otherServer = await TestServer.StartInProcessAsync(Share);
        await using ObjectClient otherServers = await otherServer.ConnectAsync();
        dynamic dynamic = await Client.CreateDynamicAsync("vessel");
        ObjectBatch batch = Client.Batch();

        Assert.Contains("another client", Thrown<ArgumentException>(() => batch.Add(other.Attach<IVessel>(Client.ReferenceOf(vessel)), v => v.Count)).Message, StringComparison.Ordinal);
        IVessel foreign = await otherServers.CreateAsync<IVessel>();
        Assert.Contains("another client", Thrown<ArgumentException>(() => batch.Add(foreign, v => v.Count)).Message, StringComparison.Ordinal);
        Thrown<ArgumentException>(() => batch.Add<IVessel, int>(new Vessel(), v => v.Count));
        Thrown<NotSupportedException>(() => batch.Add((object)dynamic, o => o.ToString()));
        Thrown<ObjectGoneException>(() => batch.Add(released, v => v.Count));
    }

    [Fact]
    public async Task Batch_ThatHasRun_RunsNoMore()
    {
        IVessel vessel = await CreateAsync();
        ObjectBatch batch = Client.Batch();
        batch.Add(vessel, v => v.Add(1));
        await batch.RunAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => batch.RunAsync());
        Thrown<InvalidOperationException>(() => batch.Add(vessel, v => v.Add(1)));
        Assert.Equal(1, vessel.Count);
    }

    [Fact]
    public async Task Batch_WithoutCalls_DoesNothing()
    {
        long sent = Client.Statistics.CallsSent;

        await Client.Batch().RunAsync();
        await Client.Batch(new BatchOptions { Atomic = true }).RunAsync();

        Assert.Equal(sent, Client.Statistics.CallsSent);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Argument_ThatCannotBeWritten_FailsTheBatchBeforeAnythingIsSent(bool atomic)
    {
        IVessel vessel = await CreateAsync();
        ObjectBatch batch = Client.Batch(new BatchOptions { Atomic = atomic });
        BatchResult<int> first = batch.Add(vessel, v => v.Add(1));
        batch.Add(vessel, v => v.Label = "\ud800");

        await Assert.ThrowsAsync<ArgumentEncodingException>(() => batch.RunAsync());

        Assert.Equal((BatchCallState.NotRun, 0), (first.State, vessel.Count));
    }

    protected override void Share(ObjectServerBuilder server) => server.AddType<IVessel, Vessel>("vessel");

    private static TException Thrown<TException>(Action action)
        where TException : Exception => Assert.Throws<TException>(action);

    private Task<IVessel> CreateAsync() => Client.CreateAsync<IVessel>();
}
