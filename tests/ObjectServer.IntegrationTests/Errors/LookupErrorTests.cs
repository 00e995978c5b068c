using ObjectServer.Client;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Creation;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Proxies.Passing;

namespace ObjectServer.IntegrationTests.Errors;

/// <summary>What is asked for and is not there, or is something else.</summary>
public sealed class LookupErrorTests : ConnectedTests
{
    protected override void Share(ObjectServerBuilder server) => server
        .AddType<ICalculator, Calculator>()
        .AddType<ICard, Card>()
        .AddType<IVessel, TwinVessel>("twin");

    [Fact]
    public async Task Delete_OfANameThatIsNotThere_NamesTheNearest()
    {
        await Client.CreateAsync<ICalculator>(options: new() { Name = "pocket" });

        var thrown = await Assert.ThrowsAsync<ObjectNotFoundException>(() => Client.DeleteAsync("poket"));

        Assert.Equal("poket", thrown.Name);
        Assert.Equal("pocket", thrown.Candidates[0]);
        Assert.Contains("pocket", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_AfterItsObjectIsDeleted_IsFreeAndReachesTheNewObjectAlone()
    {
        ICalculator old = await Client.CreateAsync<ICalculator>(["old"], new() { Name = "pocket" });
        await Client.DeleteAsync("pocket");

        ICalculator young = await Client.CreateAsync<ICalculator>(["new"], new() { Name = "pocket" });

        var thrown = Assert.Throws<ObjectGoneException>(() => old.Label);
        Assert.Equal(Client.ReferenceOf(old).ObjectId, thrown.Reference?.ObjectId);
        Assert.Equal("new", young.Label);
        Assert.NotEqual(old, young);
        await Assert.ThrowsAsync<NameTakenException>(() => Client.CreateAsync<ICalculator>(options: new() { Name = "pocket" }));
    }

    [Fact]
    public async Task Contract_ThatNoTypeImplements_IsNotRegistered()
    {
        var thrown = await Assert.ThrowsAsync<TypeNotRegisteredException>(() => Client.CreateAsync<IOther>());

        Assert.Equal(typeof(IOther).FullName, thrown.TypeName);
        Assert.Contains("AddType", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Type_ThatLacksTheContract_IsAMismatchAndMakesNothing()
    {
        var options = new CreateOptions { Type = "card", Name = "ace" };

        var thrown = await Assert.ThrowsAsync<ContractMismatchException>(() => Client.CreateAsync<ICalculator>([1], options));

        Assert.Equal(typeof(ICalculator).FullName, thrown.ContractName);
        Assert.Contains(nameof(ICard), Assert.Single(thrown.Differences), StringComparison.Ordinal);
        Assert.Equal(0, Server.Objects.Count);
        Assert.Equal(1, (await Client.CreateAsync<ICard>([1], options)).Rank);
    }

    [Fact]
    public async Task GetOrCreate_OfANameOfAnotherContract_IsAMismatch()
    {
        await Client.CreateAsync<ICard>([1], new() { Name = "ace" });

        await Assert.ThrowsAsync<ContractMismatchException>(() => Client.GetOrCreateAsync<ICalculator>("ace"));
    }

    [Fact]
    public async Task Attach_ByAnotherContract_IsAMismatchAtOnceWhereItIsKnown()
    {
        ICard card = await Client.CreateAsync<ICard>([1]);
        ClientStatistics before = Client.Statistics;

        var thrown = Assert.Throws<ContractMismatchException>(() => Client.Attach<ICalculator>(Client.ReferenceOf(card)));

        Assert.Contains(nameof(ICard), Assert.Single(thrown.Differences), StringComparison.Ordinal);
        Assert.Equal(before, Client.Statistics);
    }

    [Fact]
    public async Task Attach_ByAnotherContract_FailsTheFirstCallWhereItIsNotKnown()
    {
        ICard card = await Client.CreateAsync<ICard>([1]);
        await using ObjectClient other = await Server.ConnectAsync();

        ICalculator attached = other.Attach<ICalculator>(Client.ReferenceOf(card));

        var thrown = Assert.Throws<MemberNotFoundException>(() => attached.Add(1, 2));
        Assert.Equal(typeof(ICard).FullName, thrown.ContractName);
        Assert.Contains("get Rank:System.Int32", thrown.Candidates);
    }

    [Fact]
    public async Task Constructors_SeveralOfWhichTakeTheArguments_AreListed()
    {
        var thrown = await Assert.ThrowsAsync<ArgumentException>(() => Client.CreateAsync<IVessel>([1, 2]));

        Assert.Contains("(Int64 first, Double second)", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("(Double first, Int64 second)", thrown.Message, StringComparison.Ordinal);
        Assert.Equal("double long", (await Client.CreateAsync<IVessel>([1.0, 2])).Made);
        Assert.Equal("long double", (await Client.CreateAsync<IVessel>([1, 2.0])).Made);
    }

    [Fact]
    public async Task Reference_ToAnEarlierStartOfTheServer_IsGone()
    {
        var id = new Guid("00112233-4455-6677-8899-aabbccddeeff");
        ObjectReference stale;
        await using (TestServer earlier = await TestServer.StartAsync(Share, options => options.ServerId = id))
        await using (ObjectClient client = await earlier.ConnectAsync())
        {
            stale = client.ReferenceOf(await client.CreateAsync<ICard>([1]));
        }

        await using TestServer later = await TestServer.StartAsync(Share, options => options.ServerId = id);
        await using ObjectClient again = await later.ConnectAsync();
        ObjectReference fresh = again.ReferenceOf(await again.CreateAsync<ICard>([2]));

        var thrown = Assert.Throws<ObjectGoneException>(() => again.Attach<ICard>(stale).Rank);
        Assert.Equal(stale, thrown.Reference);
        Assert.Equal((stale.Server, stale.ObjectId), (fresh.Server, fresh.ObjectId));
        Assert.True(fresh.Generation > stale.Generation);
    }
}
