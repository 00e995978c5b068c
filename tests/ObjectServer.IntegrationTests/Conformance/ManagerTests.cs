using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.KilledClients;

namespace ObjectServer.IntegrationTests.Conformance;

/// <summary>What Python's managers do not do: the server is the program, and another process uses the objects of this one.</summary>
public sealed class ManagerTests : IAsyncLifetime
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private IServerOfVictims _server = null!;
    private ObjectClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await ProgramServer.StartAsync(unixSocket: true, socketLink: true);
        _client = await ObjectClient.ConnectAsync(_server.Address);
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [Trait("Conformance", "P-06")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Object_HeldByAClientThatIsKilled_GoesWithTheLastLivingProxyAndIsDisposedOfOnce(bool killedFirst)
    {
        ILedger ledger = await _client.GetOrCreateAsync<ILedger>(Ledger.Name);
        IThing thing = await _client.CreateAsync<IThing>(["held"]);
        ObjectReference reference = _client.ReferenceOf(thing);
        await using VictimProcess child = Start(ToldClient.Hold, reference);
        Assert.Equal("held", await child.ReadLineAsync());
        Assert.Equal(2, (await InfoAsync(reference))!.References);

        if (!killedFirst) await _client.ReleaseAsync(thing);
        await child.KillAsync();
        if (killedFirst)
        {
            await Eventually.EqualAsync(1, () => InfoAsync(reference).GetAwaiter().GetResult()?.References);
            Assert.Equal("held", thing.Key);
            await _client.ReleaseAsync(thing);
        }

        await ledger.ReachedAsync("held disposed").WaitAsync(Guard);
        Assert.Null(await InfoAsync(reference));
        Assert.Equal(1, ledger.CountOf("held disposed"));
        await Assert.ThrowsAsync<ObjectGoneException>(() => Task.Run(() => _client.Attach<IThing>(reference).Key));
    }

    [Fact]
    [Trait("Conformance", "P-11")]
    public async Task Attributes_WrittenByAnotherProcess_AreTheObjects()
    {
        IThing thing = await _client.CreateAsync<IThing>(["shared"]);
        await using VictimProcess child = Start(ToldClient.Write, _client.ReferenceOf(thing));

        string read = await child.ReadLineAsync();

        Assert.Equal("2.5 blue 12 0", read);
        Assert.Equal((2.5, "blue", 12), (thing.Temperature, thing["colour"], thing[1, 2]));
    }

    [Fact]
    [Trait("Conformance", "P-14")]
    public async Task Exception_OfTheObject_HasTheServersStackInAnotherProcess()
    {
        IThing thing = await _client.CreateAsync<IThing>(["hot"]);
        await using VictimProcess child = Start(ToldClient.Fail, _client.ReferenceOf(thing));

        Assert.Equal("InvalidOperationException: too hot in Thing.Fail and Thing.Deeper", await child.ReadLineAsync());
    }

    [Fact]
    [Trait("Conformance", "P-15")]
    public async Task Members_ThatReturnObjects_DoSoInAnotherProcess()
    {
        IDesk desk = await _client.CreateAsync<IDesk>();
        await using VictimProcess child = Start(ToldClient.Follow, _client.ReferenceOf(desk));

        Assert.Equal("one1True two=two three=three", await child.ReadLineAsync());
    }

    [Fact]
    [Trait("Conformance", "P-21")]
    public async Task Member_CalledForTheFirstTime_MovesNothingToBeFound()
    {
        IThing small = await _client.CreateAsync<IThing>(["a"]);
        ClientStatistics before = _client.Statistics;
        IThing large = await _client.CreateAsync<IThing>(["b", 30_000]);
        ClientStatistics created = _client.Statistics;
        Assert.Equal("b", large.Key);
        ClientStatistics first = _client.Statistics;
        Assert.Equal("a", small.Key);
        ClientStatistics second = _client.Statistics;

        // Neither what the object is like nor what it holds comes with its proxy, nor with a call.
        Assert.Equal(1, created.CallsSent - before.CallsSent);
        Assert.InRange(Moved(before, created), 1, 300);
        Assert.Equal(Moved(first, second), Moved(created, first));
        Assert.InRange(Moved(created, first), 1, 100);
        Assert.Equal(1, first.CallsSent - created.CallsSent);
    }

    private static long Moved(ClientStatistics from, ClientStatistics to) => to.BytesSent - from.BytesSent + to.BytesReceived - from.BytesReceived;

    private VictimProcess Start(string what, ObjectReference reference) =>
        VictimProcess.Start(ToldClient.Mode, _server.Address, what, $"{reference}");

    private async Task<SharedObjectInfo?> InfoAsync(ObjectReference reference) =>
        (await _client.ListAsync()).SingleOrDefault(info => info.Reference == reference);
}
