using ObjectServer.Client;
using ObjectServer.Client.Proxy;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Proxies.Identity;

/// <summary>What a proxy answers itself: who it is, without asking the server.</summary>
public sealed class IdentityTests : ConnectedTests
{
    protected override void Share(ObjectServerBuilder server) => server
        .AddType<IAuditedLedger, Ledger>()
        .AddType<IWellNamed, WellNamed>()
        .AddType<IObjectLike, ObjectLike>();

    [Fact]
    public async Task ObjectMembers_OfAProxy_SendNothing()
    {
        IAuditedLedger ledger = await Client.CreateAsync<IAuditedLedger>();
        IAuditedLedger other = await Client.CreateAsync<IAuditedLedger>();
        ClientStatistics before = Client.Statistics;

        Assert.True(ledger.Equals(ledger));
        Assert.False(ledger.Equals(other));
        Assert.False(ledger.Equals(null));
        Assert.False(ledger.Equals("text"));
        Assert.Equal(ledger.GetHashCode(), ledger.GetHashCode());
        Assert.Equal($"{typeof(IAuditedLedger).FullName} {Client.ReferenceOf(ledger)}", ledger.ToString());
        Assert.True(ledger.GetType().IsClass);

        Assert.Equal(before, Client.Statistics);
    }

    [Fact]
    public async Task ObjectMembers_WhenTheLinkIsClosed_StillAnswer()
    {
        ObjectClient other = await Server.ConnectAsync();
        IAuditedLedger ledger = await other.CreateAsync<IAuditedLedger>();
        int hash = ledger.GetHashCode();
        await other.DisposeAsync();

        Assert.True(ledger.Equals(ledger));
        Assert.Equal(hash, ledger.GetHashCode());
        Assert.Contains(nameof(IAuditedLedger), ledger.ToString(), StringComparison.Ordinal);
        Assert.Throws<ServerUnavailableException>(() => ledger.Entries);
    }

    [Fact]
    public async Task ProxiesOfOneContract_OfSeveralClients_AreOfOneType()
    {
        await using ObjectClient other = await Server.ConnectAsync();

        IAuditedLedger one = await Client.CreateAsync<IAuditedLedger>();
        IAuditedLedger another = await other.CreateAsync<IAuditedLedger>();

        Assert.Same(one.GetType(), another.GetType());
        Assert.True(((object)one).GetType().IsAssignableTo(typeof(SharedProxy)));
    }

    [Fact]
    public async Task DebuggersView_OfAProxy_SendsNothing()
    {
        IAuditedLedger ledger = await Client.CreateAsync<IAuditedLedger>();
        ClientStatistics before = Client.Statistics;

        var view = new SharedProxyView((SharedProxy)ledger);

        Assert.Equal(Client.ReferenceOf(ledger), view.Reference);
        Assert.Equal(typeof(IAuditedLedger).FullName, view.Contract);
        Assert.False(view.Released);
        Assert.Equal(Server.Address, view.Server);
        Assert.Equal(before, Client.Statistics);
    }

    [Fact]
    public async Task Object_ThatArrivesTwice_IsTheSameProxy()
    {
        IAuditedLedger created = await Client.CreateAsync<IAuditedLedger>(options: new() { Name = "books" });

        IAuditedLedger got = await Client.GetAsync<IAuditedLedger>("books");

        Assert.Same(created, got);
        Assert.True(created == got);
    }

    [Fact]
    public async Task Attached_ByWhoHoldsTheObject_IsAProxyOfItsOwn()
    {
        IAuditedLedger held = await Client.CreateAsync<IAuditedLedger>();
        ObjectReference reference = Client.ReferenceOf(held);

        IAuditedLedger first = Client.Attach<IAuditedLedger>(reference);
        IAuditedLedger second = Client.Attach<IAuditedLedger>(reference);
        await ((IAsyncDisposable)first).DisposeAsync();
        await Client.ReleaseAsync(first);

        Assert.Equal(held, first);
        Assert.NotSame(held, first);
        Assert.Throws<ObjectGoneException>(() => first.Entries);
        Assert.Equal(held.Entries, second.Entries);
        await Client.ReleaseAsync(held);
        Assert.Throws<ObjectGoneException>(() => second.Entries);
        Assert.Equal(0, Server.Objects.Count);
    }

    [Fact]
    public async Task AttachAsync_HoldsTheObjectOnceMore()
    {
        await using ObjectClient other = await Server.ConnectAsync();
        IAuditedLedger theirs = await other.CreateAsync<IAuditedLedger>();
        ObjectReference reference = other.ReferenceOf(theirs);

        IAuditedLedger first = await Client.AttachAsync<IAuditedLedger>(reference);
        IAuditedLedger second = await Client.AttachAsync<IAuditedLedger>(reference);
        await other.ReleaseAsync(theirs);
        await Client.ReleaseAsync(first);

        Assert.Same(first, second);
        Assert.Equal(0, second.Entries);
        await Client.ReleaseAsync(second);
        Assert.Equal(0, Server.Objects.Count);
        await Assert.ThrowsAsync<ObjectGoneException>(() => Client.AttachAsync<IAuditedLedger>(reference));
    }

    [Fact]
    public async Task Proxies_OfSeveralClients_AreEqual()
    {
        await using ObjectClient other = await Server.ConnectAsync();
        IAuditedLedger mine = await Client.CreateAsync<IAuditedLedger>(options: new() { Name = "books" });

        IAuditedLedger theirs = await other.GetAsync<IAuditedLedger>("books");

        Assert.NotSame(mine, theirs);
        Assert.True(mine.Equals(theirs) && theirs.Equals(mine));
        Assert.False(mine == theirs);
        Assert.Equal(mine.GetHashCode(), theirs.GetHashCode());
        Assert.Single(new HashSet<IAuditedLedger> { mine, theirs });
    }

    [Fact]
    public async Task Proxies_OfSeveralContracts_AreEqual()
    {
        IAuditedLedger audited = await Client.CreateAsync<IAuditedLedger>(options: new() { Name = "books" });

        ILedger plain = await Client.GetAsync<ILedger>("books");

        Assert.NotSame(audited, plain);
        Assert.Equal(audited, plain);
        Assert.Equal(audited.GetHashCode(), plain.GetHashCode());
        audited.Auditor = "anna";
        Assert.Equal(1, plain.Entries);
    }

    [Fact]
    public async Task Proxies_AsKeysOfADictionary_FindTheirObjects()
    {
        IAuditedLedger[] ledgers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Client.CreateAsync<IAuditedLedger>()));
        ClientStatistics before = Client.Statistics;

        var places = ledgers.Select((ledger, place) => (ledger, place)).ToDictionary(pair => pair.ledger, pair => pair.place);

        Assert.Equal(20, places.Count);
        Assert.Equal(13, places[Client.Attach<IAuditedLedger>(Client.ReferenceOf(ledgers[13]))]);
        Assert.Equal(before, Client.Statistics);
    }

    [Fact]
    public async Task Object_GotAgainAfterItsRelease_EqualsTheReleasedProxy()
    {
        IAuditedLedger old = await Client.CreateAsync<IAuditedLedger>(options: new() { Name = "books" });
        await Client.ReleaseAsync(old);

        IAuditedLedger again = await Client.GetAsync<IAuditedLedger>("books");

        Assert.NotSame(old, again);
        Assert.Equal(old, again);
        Assert.Equal(0, again.Entries);
        Assert.Throws<ObjectGoneException>(() => old.Entries);
    }

    [Fact]
    public async Task Members_NamedLikeAProxysOwn_ReachTheObject()
    {
        IWellNamed named = await Client.CreateAsync<IWellNamed>();

        named.Bind("left");

        Assert.Equal("left", named.Handle);
        Assert.Equal([1, 2], [named.Release(), named.Release()]);
        Assert.Equal("really True", await named.DisposeAsync(true));
        Assert.Equal("short left", named.ToString("short"));
        Assert.True(named.Equals("left"));
        Assert.Equal("type 3", named.GetType(3));
        Assert.Equal(named, Client.Attach<IWellNamed>(Client.ReferenceOf(named)));
    }

    [Fact]
    public async Task ObjectMembers_ThatTheContractDeclares_ReachTheObject()
    {
        IObjectLike like = await Client.CreateAsync<IObjectLike>();

        Assert.Equal(7, like.Number);
        Assert.Equal("the object's own text", like.ToString());
        Assert.Equal(4711, like.GetHashCode());
        Assert.NotEqual("the object's own text", ((object)like).ToString());
    }
}
