using System.Reflection;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Proxies.Kinds;

/// <summary>Contracts that no proxy can be made of: all is said at once, and nothing is sent.</summary>
public sealed class RefusedKindTests : ConnectedTests
{
    protected override void Share(ObjectServerBuilder server) => server.AddType<Outer.IInner, Outer.Inner>("inner");

    [Fact]
    public async Task Contract_WithManyFaults_ListsThemAllInOneError()
    {
        ClientStatistics before = Client.Statistics;

        var thrown = await Assert.ThrowsAsync<InvalidContractException>(() => Client.GetAsync<IFaulty>("any"));

        string[] members = ["Changed:", "SwapAsync:", "Forget:", "Choose:", "Fill:", "Open:", "Each:", "RunAsync:", "AllAsync:", "Anything:"];
        Assert.Equal(typeof(IFaulty), thrown.ContractType);
        Assert.Equal(members.Length, thrown.Faults.Count);
        foreach (string member in members)
        {
            string fault = Assert.Single(thrown.Faults, fault => fault.Contains(member, StringComparison.Ordinal));
            Assert.Contains(fault, thrown.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, Client.Statistics);
    }

    [Fact]
    public async Task Contract_WithFaults_IsRefusedByEveryWayToUseIt()
    {
        var reference = new ObjectReference(Guid.NewGuid(), 1, 1, 1);
        ClientStatistics before = Client.Statistics;

        await Assert.ThrowsAsync<InvalidContractException>(() => Client.CreateAsync<IFaulty>());
        await Assert.ThrowsAsync<InvalidContractException>(() => Client.GetOrCreateAsync<IFaulty>("any"));
        Assert.Throws<InvalidContractException>(() => Client.Attach<IFaulty>(reference));

        Assert.Equal(before, Client.Statistics);
    }

    [Theory]
    [InlineData("Closed.Contracts")]
    [InlineData("Half.Open.Contracts", "DynamicProxyGenAssembly2, PublicKey=0024")]
    public async Task InternalContract_OfAnAssemblyClosedToProxies_SaysHowToOpenIt(string assembly, params string[] friends)
    {
        var thrown = await Assert.ThrowsAsync<InvalidContractException>(() => GetAsync(ClosedAssembly.Contract(assembly, friends)));

        string fault = Assert.Single(thrown.Faults);
        Assert.Contains("InternalsVisibleTo(\"DynamicProxyGenAssembly2\")", fault, StringComparison.Ordinal);
        Assert.Contains(assembly, fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InternalContract_OfAnAssemblyOpenToProxies_GetsAsFarAsTheServer() =>
        await Assert.ThrowsAsync<ObjectNotFoundException>(() => GetAsync(ClosedAssembly.Contract("Open.Contracts", "DynamicProxyGenAssembly2")));

    [Fact]
    public async Task PrivateNestedContract_SaysToMakeItPublic()
    {
        var thrown = await Assert.ThrowsAsync<InvalidContractException>(() => GetAsync(Outer.Private));

        Assert.Contains("make it public", Assert.Single(thrown.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Class_InPlaceOfAContract_IsRefused()
    {
        var thrown = await Assert.ThrowsAsync<InvalidContractException>(() => Client.GetAsync<Outer.Inner>("any"));

        Assert.Contains("is not an interface", Assert.Single(thrown.Faults), StringComparison.Ordinal);
    }

    private async Task GetAsync(Type contract)
    {
        MethodInfo get = typeof(ObjectClient).GetMethod(nameof(ObjectClient.GetAsync))!.MakeGenericMethod(contract);
        await (Task)get.Invoke(Client, BindingFlags.DoNotWrapExceptions, null, ["any", CancellationToken.None], null)!;
    }
}
