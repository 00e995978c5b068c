using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Proxies.Passing;

/// <summary>Proxies in arguments and results: by themselves, and within lists, records and the like.</summary>
public sealed class PassingTests : ConnectedTests
{
    protected override void Share(ObjectServerBuilder server) => server.AddType<ICard, Card>().AddType<IDealer, Dealer>();

    [Fact]
    public async Task Proxy_ByItself_IsTheLiveObjectAndComesBackAsItself()
    {
        (IDealer dealer, ICard one, _) = await DealAsync();

        Assert.Same(one, dealer.Pass(one));
        Assert.Null(dealer.Pass(null));

        Assert.Equal([1, 0], dealer.Taken());
    }

    [Fact]
    public async Task Proxies_WithinCollections_AreTheLiveObjects()
    {
        (IDealer dealer, ICard one, ICard two) = await DealAsync();

        Assert.Equal([one, two, null, one], dealer.PassList([one, two, null, one]));
        Assert.Equal([two, null], dealer.PassArray([two, null]));
        Assert.Null(dealer.PassList(null));
        Assert.Empty(dealer.PassArray([]));
        Dictionary<string, ICard?> named = dealer.PassDictionary(new() { ["a"] = one, ["b"] = null, ["c"] = two });

        Assert.Same(one, named["a"]);
        Assert.Null(named["b"]);
        Assert.Same(two, named["c"]);
        Assert.Equal([1, 2, 0, 1, 2, 0, 1, 0, 2], dealer.Taken());
        Assert.Equal(3, dealer.DistinctTaken());
    }

    [Fact]
    public async Task Proxies_WithinRecordsAndTuples_AreTheLiveObjects()
    {
        (IDealer dealer, ICard one, ICard two) = await DealAsync();

        Hand hand = dealer.PassRecord(new Hand("anna", one, [null, two]));
        Hand empty = dealer.PassRecord(new Hand("bert", null, []));
        (ICard? first, int number, ICard? second) = dealer.PassTuple((two, 5, null));

        Assert.Same(one, hand.Top);
        Assert.Equal([null, two], hand.Others);
        Assert.Equal("bert", empty.Player);
        Assert.Null(empty.Top);
        Assert.Same(two, first);
        Assert.Equal(5, number);
        Assert.Null(second);
        Assert.Equal([1, 0, 2, 0, 2, 0], dealer.Taken());
    }

    [Fact]
    public async Task Proxies_DeepWithin_AreTheLiveObjects()
    {
        (IDealer dealer, ICard one, ICard two) = await DealAsync();

        Dictionary<string, List<Hand[]>> back = dealer.PassNested(new()
        {
            ["east"] = [[new Hand("anna", one, [two])], []],
            ["west"] = [[new Hand("bert", two, [one, one]), new Hand("cleo", null, [])]],
        });

        Assert.Same(one, back["east"][0][0].Top);
        Assert.Same(one, back["west"][0][0].Others[1]);
        Assert.Equal([1, 2, 2, 1, 1, 0], dealer.Taken());
        Assert.Equal(3, dealer.DistinctTaken());
    }

    [Fact]
    public async Task Proxies_AsConstructorArguments_AreTheLiveObjects()
    {
        (_, ICard one, ICard two) = await DealAsync();

        IDealer dealer = await Client.CreateAsync<IDealer>([new List<ICard> { one, two }, one]);

        Assert.Equal([1, 2, 1], dealer.Taken());
        Assert.Equal(2, dealer.DistinctTaken());
    }

    [Fact]
    public async Task Proxy_OfAnotherClientOfTheServer_IsTheLiveObject()
    {
        (IDealer dealer, ICard one, _) = await DealAsync();
        await using ObjectClient other = await Server.ConnectAsync();
        ICard theirs = other.Attach<ICard>(Client.ReferenceOf(one));

        ICard? back = dealer.Pass(theirs);

        Assert.Same(one, back);
        Assert.Equal([1], dealer.Taken());
    }

    [Fact]
    public async Task Proxies_OfManyResults_AreGivenBackByAsManyReleases()
    {
        (IDealer dealer, ICard one, ICard two) = await DealAsync();
        for (int i = 0; i < 3; i++) dealer.PassList([one, one, null]);

        // Once when it was created, and twice in each result.
        for (int i = 0; i < 6; i++) await Client.ReleaseAsync(one);
        Assert.Equal(1, one.Rank);
        await Client.ReleaseAsync(one);

        Assert.Throws<ObjectGoneException>(() => one.Rank);
        Assert.Equal(2, two.Rank);
    }

    [Fact]
    public async Task Proxy_CalledByAPropertyOfTheArgument_IsLetGoAfterTheCall()
    {
        (IDealer dealer, ICard one, ICard two) = await DealAsync();

        int rank = dealer.RankOf(new Ranked(one, two));
        await Client.ReleaseAsync(one);
        await Client.ReleaseAsync(two);

        Assert.Equal(3, rank);
        Assert.Equal(1, Server.Objects.Count);
    }

    [Theory]
    [MemberData(nameof(UnpassableTests.Forms), MemberType = typeof(UnpassableTests))]
    public async Task ProxyOfAnotherServer_Passed_ComesHomeAsItself(Form form)
    {
        await using TestServer server = await TestServer.StartAsync(Share);
        await using ObjectClient client = await server.ConnectAsync();
        ICard foreign = await client.CreateAsync<ICard>([2]);
        IDealer dealer = await Client.CreateAsync<IDealer>();
        ICard own = await Client.CreateAsync<ICard>([1]);

        form.Pass(dealer, own, foreign);

        Assert.Same(foreign, dealer.Pass(foreign));
    }

    private async Task<(IDealer Dealer, ICard One, ICard Two)> DealAsync() =>
        (await Client.CreateAsync<IDealer>(), await Client.CreateAsync<ICard>([1]), await Client.CreateAsync<ICard>([2]));
}
