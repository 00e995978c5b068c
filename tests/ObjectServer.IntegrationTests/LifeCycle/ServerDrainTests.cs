using ObjectServer.Client;
using ObjectServer.Hosting;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Links;

namespace ObjectServer.IntegrationTests.LifeCycle;

/// <summary>A server that drains because somebody wants it to, not because its host stops.</summary>
public sealed class ServerDrainTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    private readonly Mill _mill = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Drain_WithACallUnderWay_LetsItEndAndRefusesWhatIsNew(bool socketLink)
    {
        await using TestServer server = await TestServer.StartAsync(Share, socketLink: socketLink);
        await using ObjectClient client = await server.ConnectAsync();
        IMill mill = await client.GetAsync<IMill>("mill");
        Task standing = mill.StandAsync();
        await Eventually.EqualAsync(1, () => _mill.Inside);

        Task<bool> drained = server.Drain.Begin(Long, thenStop: false);

        Assert.True(server.Drain.Began.IsCompleted);
        var session = await Assert.ThrowsAsync<ServerUnavailableException>(() => server.ConnectAsync().WaitAsync(Guard));
        Assert.Contains("is draining", session.Message, StringComparison.Ordinal);
        await Eventually.SoAsync(() => client.Session.IsDraining);
        var call = await Assert.ThrowsAsync<ServerUnavailableException>(() => mill.FillAsync(1).WaitAsync(Guard));
        Assert.Contains("is draining", call.Message, StringComparison.Ordinal);
        Assert.False(drained.IsCompleted);
        Assert.Equal(1, server.Drain.Calls);

        _mill.LetGo();

        await standing.WaitAsync(Guard);
        Assert.True(await drained.WaitAsync(Guard));
    }

    [Fact]
    public async Task Server_ThatStays_KeepsItsSessionsUntilItIsToldToStop()
    {
        await using TestServer server = await TestServer.StartAsync(Share);
        await using ObjectClient client = await server.ConnectAsync();

        Assert.True(await server.Drain.Begin(Long, thenStop: false).WaitAsync(Guard));

        Assert.Equal(1, server.Sessions.Count);
        Assert.False(server.IsToldToStop);
        await server.StopAsync().WaitAsync(Guard);
        Assert.Equal(0, server.Sessions.Count);
    }

    [Fact]
    public async Task Server_ThatIsToStopBehindIt_IsToldToOnlyWhenNothingIsUnderWay()
    {
        await using TestServer server = await TestServer.StartAsync(Share);
        await using ObjectClient client = await server.ConnectAsync();
        Task standing = (await client.GetAsync<IMill>("mill")).StandAsync();
        await Eventually.EqualAsync(1, () => _mill.Inside);

        Task<bool> drained = server.Drain.Begin(Long, thenStop: true);
        Assert.False(server.IsToldToStop);
        _mill.LetGo();

        await standing.WaitAsync(Guard);
        Assert.True(await drained.WaitAsync(Guard));
        await Eventually.SoAsync(() => server.IsToldToStop);
    }

    [Fact]
    public async Task Limit_ThatPasses_EndsTheDrainAndNotTheCall()
    {
        await using TestServer server = await TestServer.StartAsync(Share);
        await using ObjectClient client = await server.ConnectAsync();
        Task standing = (await client.GetAsync<IMill>("mill")).StandAsync();
        await Eventually.EqualAsync(1, () => _mill.Inside);

        Assert.False(await server.Drain.Begin(TimeSpan.Zero, thenStop: false).WaitAsync(Guard));

        Assert.False(standing.IsCompleted);
        _mill.LetGo();
        await standing.WaitAsync(Guard);
    }

    [Fact]
    public async Task DrainThatIsBegunAgain_HasTheEarlierEnd()
    {
        await using TestServer server = await TestServer.StartAsync(Share);
        await using ObjectClient client = await server.ConnectAsync();
        Task standing = (await client.GetAsync<IMill>("mill")).StandAsync();
        await Eventually.EqualAsync(1, () => _mill.Inside);
        Task<bool> drained = server.Drain.Begin(Long, thenStop: false);
        Assert.False(drained.IsCompleted);

        Assert.Same(drained, server.Drain.Begin(TimeSpan.Zero, thenStop: false));

        Assert.False(await drained.WaitAsync(Guard));
        _mill.LetGo();
        await standing.WaitAsync(Guard);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Call_ThatWaitsForTheDrain_DoesNotHoldItUpAndIsAnswered(bool thenStop)
    {
        var drainer = new Drainer(thenStop);
        await using TestServer server = await TestServer.StartAsync(builder => builder.AddObject<IDrainer>("drainer", drainer));
        drainer.Drain = server.Drain;
        await using ObjectClient client = await server.ConnectAsync();

        Assert.True(await (await client.GetAsync<IDrainer>("drainer")).DrainAsync().WaitAsync(Guard));

        if (thenStop) await Eventually.SoAsync(() => server.IsToldToStop);
    }

    [Fact]
    public async Task Limits_ThatAreNone_AreRefused()
    {
        await using TestServer server = await TestServer.StartInProcessAsync(Share);

        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = server.Drain.Begin(TimeSpan.FromTicks(-1), thenStop: false); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = server.Drain.Begin(ServerDrain.LongestLimit + TimeSpan.FromTicks(1), thenStop: false); });
        await Assert.ThrowsAsync<InvalidOperationException>(() => server.Drain.EndedAsync(CancellationToken.None));
        Assert.False(server.IsDraining);
    }

    private void Share(ObjectServerBuilder server) => server.AddObject<IMill>("mill", _mill, ObjectConcurrency.Concurrent);

    private sealed class Drainer(bool thenStop) : IDrainer
    {
        public ServerDrain? Drain { get; set; }

        public Task<bool> DrainAsync()
        {
            _ = Drain!.Begin(Long, thenStop);
            return Drain.EndedAsync(CancellationToken.None);
        }
    }
}
