using Grpc.Core;
using ObjectServer.IntegrationTests.Dynamic;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Wire;
using static ObjectServer.IntegrationTests.Unary.WireValues;

namespace ObjectServer.IntegrationTests.Unary;

/// <summary>Classes that are shared without an interface, through the unary service.</summary>
public sealed class ClassTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private UnaryClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(server => server
            .AddType<Counter>("counter", members => members.Public().Except("Reset").Returns("Child", "viewed").Returns("FindAsync", "viewed"))
            .AddType<Counter>("viewed", members => members.Only("Value"))
            .AddType<IShelf, Shelf>("shelf"));
        _client = await UnaryClient.OpenAsync(_server);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Members_ThatAreSelected_AreReached()
    {
        ulong counter = await _client.CreateAsync("counter", Integer(5));

        await _client.SetAsync(counter, "Temperature", Real(3));
        await _client.SetAsync(counter, "Item", Real(1.5), Integer(1), Integer(2));

        Assert.Equal(3, (await _client.GetAsync(counter, "Temperature")).Real);
        Assert.Equal(1.5, (await _client.GetAsync(counter, "Item", Integer(1), Integer(2))).Real);
        Assert.Equal(8, (await _client.InvokeAsync(counter, "Add", Integer(3))).Integer);
        Assert.Equal(10, (await _client.InvokeAsync(counter, "RunAsync", Integer(2))).Integer);
        Failure keys = await Failure.OfAsync(() => _client.GetAsync(counter, "Item", Integer(1)));
        Assert.Equal(ErrorCode.ArgumentEncoding, keys.Error.Code);
    }

    [Theory]
    [InlineData("Reset")]
    [InlineData("Inside")]
    [InlineData("Protected")]
    [InlineData("Dispose")]
    [InlineData("GetHashCode")]
    public async Task Members_ThatAreNot_AreNotThere(string member)
    {
        ulong counter = await _client.CreateAsync("counter");

        Failure failure = await Failure.OfAsync(() => _client.InvokeAsync(counter, member));

        Assert.Equal((StatusCode.NotFound, ErrorCode.MemberNotFound), (failure.Status, failure.Error.Code));
    }

    [Fact]
    public async Task Result_ReturnedAsARegisteredType_IsAReferenceOfThatSelection()
    {
        ulong counter = await _client.CreateAsync("counter");
        ContractDescription viewed = await DescribeAsync("viewed");

        Value child = await _client.InvokeAsync(counter, "Child", Integer(8));
        Value none = await _client.InvokeAsync(counter, "FindAsync", Integer(-1));
        Failure failure = await Failure.OfAsync(() => _client.InvokeAsync(child.Reference.Object, "Add", Integer(1)));

        Assert.Equal(viewed.Fingerprint, child.Reference.Contract);
        Assert.Equal(8, (await _client.GetAsync(child.Reference.Object, "Value")).Integer);
        Assert.True(none.Null);
        Assert.Equal(ErrorCode.MemberNotFound, failure.Error.Code);
    }

    [Fact]
    public async Task Describe_OfAClass_IsComplete()
    {
        ContractDescription counter = await DescribeAsync("counter");
        ContractDescription viewed = await DescribeAsync("viewed");

        Assert.Equal((typeof(Counter).FullName, typeof(Counter).FullName), (counter.Name, viewed.Name));
        Assert.NotEqual(counter.Fingerprint, viewed.Fingerprint);
        Assert.Equal(["get Value:System.Int32"], viewed.Members.Select(member => member.Signature));
        Assert.Equal("A counter that no contract speaks of.", counter.Documentation);
        Assert.Equal("Where the counter Stands now.", Member(counter, "Value").Documentation);
        MemberDescription add = Member(counter, "Add");
        Assert.Equal(("Adds a step.", "How far.", false), (add.Documentation, add.Parameters[0].Documentation, add.Asynchronous));
        MemberDescription run = Member(counter, "RunAsync");
        Assert.Equal((true, ValueKind.Integer, "System.Int32"), (run.Asynchronous, run.ResultKind, run.ResultType));
        Assert.Equal([ValueKind.Integer, ValueKind.Progress, ValueKind.None], run.Parameters.Select(parameter => parameter.Kind));
        Assert.Equal([false, true, true], run.Parameters.Select(parameter => parameter.Optional));
        MemberDescription child = Member(counter, "Child");
        Assert.Equal((ValueKind.Reference, viewed.Fingerprint), (child.ResultKind, child.ResultContract));
        Assert.Equal(typeof(CounterBase).FullName, Member(counter, "Inherited").DeclaringInterface);
        Assert.Equal(2, counter.Members.Single(member => member is { Name: "Item", Kind: MemberKind.Getter }).Parameters.Count);
    }

    [Fact]
    public async Task Describe_OfAnInterface_HasItsDocumentation()
    {
        ContractDescription shelf = await DescribeAsync("shelf");

        Assert.Equal("Things of every kind.", shelf.Documentation);
        Assert.Equal("How full it is, see Put.", Member(shelf, "Level").Documentation);
        Assert.Equal("How often.", Member(shelf, "Put").Parameters[1].Documentation);
        Assert.Equal("", Member(shelf, "Fail").Documentation);
    }

    private static MemberDescription Member(ContractDescription contract, string name) => contract.Members.First(member => member.Name == name);

    private async Task<ContractDescription> DescribeAsync(string type) =>
        await _client.Stub.DescribeAsync(new DescribeRequest { Type = type }, _client.Options);
}
