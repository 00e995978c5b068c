using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Proxies.Passing;

/// <summary>What cannot be passed for a contract: the call fails before anything is sent, and holds on to nothing.</summary>
public sealed class UnpassableTests : ConnectedTests
{
    public static TheoryData<Form> Forms() => new(Enum.GetValues<Form>());

    protected override void Share(ObjectServerBuilder server) => server.AddType<ICard, Card>().AddType<IDealer, Dealer>();

    [Fact]
    public async Task ProxyOfAnotherServerWithoutAContract_Passed_IsRefusedBeforeAnythingIsSent()
    {
        await using TestServer server = await TestServer.StartAsync(Share);
        await using ObjectClient client = await server.ConnectAsync();
        dynamic foreign = await client.CreateDynamicAsync("card", [2]);
        dynamic dealer = await Client.CreateDynamicAsync("dealer");
        ClientStatistics before = Client.Statistics;

        var thrown = await Assert.ThrowsAsync<ArgumentEncodingException>(async () => await Client.CreateDynamicAsync("dealer", [foreign]));
        Assert.Throws<ArgumentEncodingException>(() => dealer.PassTwo(foreign, foreign));

        Assert.Equal(before, Client.Statistics);
        Assert.Contains("another server", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task ReleasedProxyOfAnotherServer_Passed_IsGoneBeforeAnythingIsSent(Form form)
    {
        await using TestServer server = await TestServer.StartAsync(Share);
        await using ObjectClient client = await server.ConnectAsync();
        ICard foreign = await client.CreateAsync<ICard>([2]);
        await client.ReleaseAsync(foreign);

        var thrown = await RefusedAsync<ObjectGoneException>(form, foreign);

        Assert.Equal(client.ReferenceOf(foreign), thrown.Reference);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task ReleasedProxy_Passed_IsGoneBeforeAnythingIsSent(Form form)
    {
        ICard released = await Client.CreateAsync<ICard>([2]);
        ObjectReference reference = Client.ReferenceOf(released);
        await Client.ReleaseAsync(released);

        var thrown = await RefusedAsync<ObjectGoneException>(form, released);

        Assert.Equal(reference, thrown.Reference);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task DeletedObject_Passed_IsGone(Form form)
    {
        IDealer dealer = await Client.CreateAsync<IDealer>();
        ICard first = await Client.CreateAsync<ICard>([1]);
        ICard deleted = await Client.CreateAsync<ICard>([2], new CreateOptions { Name = "deleted" });
        await Client.DeleteAsync("deleted");

        var thrown = Assert.Throws<ObjectGoneException>(() => form.Pass(dealer, first, deleted));

        Assert.Equal(Client.ReferenceOf(deleted), thrown.Reference);
        Assert.Empty(dealer.Taken());
    }

    [Fact]
    public async Task ConstructorArguments_OneOfWhichCannotBeSent_AreRefusedBeforeAnythingIsSent()
    {
        ICard first = await Client.CreateAsync<ICard>([1]);
        ICard released = await Client.CreateAsync<ICard>([2]);
        await Client.ReleaseAsync(released);
        ClientStatistics before = Client.Statistics;

        await Assert.ThrowsAsync<ObjectGoneException>(() => Client.CreateAsync<IDealer>([new List<ICard> { first, released }]));
        await Assert.ThrowsAsync<ArgumentEncodingException>(() => Client.CreateAsync<IDealer>([first, new object()]));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Client.CreateAsync<IDealer>([null, first], cancel: new CancellationToken(canceled: true)));

        Assert.Equal(before, Client.Statistics);
        await AssertReleasableAsync(first);
    }

    private async Task<TException> RefusedAsync<TException>(Form form, ICard second)
        where TException : Exception
    {
        IDealer dealer = await Client.CreateAsync<IDealer>();
        ICard first = await Client.CreateAsync<ICard>([1]);
        ClientStatistics before = Client.Statistics;

        var thrown = Assert.Throws<TException>(() => form.Pass(dealer, first, second));

        Assert.Equal(before, Client.Statistics);
        Assert.Empty(dealer.Taken());
        await AssertReleasableAsync(first);
        return thrown;
    }

    // A call that was refused must not keep what it would have passed.
    private async Task AssertReleasableAsync(ICard card)
    {
        ulong id = Client.ReferenceOf(card).ObjectId;
        await Client.ReleaseAsync(card);
        Assert.Null(Server.Objects.Find(id));
    }
}
