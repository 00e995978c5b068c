using Grpc.Core;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Unary;

/// <summary>Requests of the unary service about objects.</summary>
public sealed class ObjectTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private UnaryClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(server => server.AddType<ICalculator, Calculator>().AddType<IEcho, Echo>());
        _client = await UnaryClient.OpenAsync(_server);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Create_WithArguments_GivesAReferenceAndTheContractsName()
    {
        ObjectReply reply = await _client.Stub.CreateAsync(
            new CreateRequest { Type = "calculator", Arguments = { WireValues.Text("pocket"), WireValues.Integer(5) } }, _client.Options);

        Assert.Equal(typeof(ICalculator).FullName, reply.Contract);
        Assert.Equal(16, reply.Reference.Server.Length);
        Assert.NotEqual(0u, reply.Reference.Generation);
        Assert.NotEqual(0u, reply.Reference.Contract);
        Assert.Equal("pocket", (await _client.GetAsync(reply.Reference.Object, "Label")).Text);
        Assert.Equal(5, (await _client.GetAsync(reply.Reference.Object, "Memory")).Integer);
    }

    [Fact]
    public async Task NamedObject_CreatedGotAndDeleted_IsOneObjectAndThenGone()
    {
        var create = new CreateRequest { Type = "calculator", Name = "desk" };
        ObjectReply created = await _client.Stub.CreateAsync(create, _client.Options);

        Failure again = await Failure.OfAsync(async () => await _client.Stub.CreateAsync(create, _client.Options));
        create.GetOrCreate = true;
        ObjectReply existing = await _client.Stub.CreateAsync(create, _client.Options);
        ObjectReply got = await _client.Stub.GetAsync(new GetRequest { Name = "desk" }, _client.Options);
        await _client.Stub.DeleteAsync(new DeleteRequest { Name = "desk" }, _client.Options);
        Failure gone = await Failure.OfAsync(() => _client.GetAsync(created.Reference.Object, "Memory"));
        Failure absent = await Failure.OfAsync(async () => await _client.Stub.GetAsync(new GetRequest { Name = "desk" }, _client.Options));

        Assert.Equal((StatusCode.AlreadyExists, ErrorCode.AlreadyExists, "desk"), (again.Status, again.Error.Code, again.Error.Details["object"]));
        Assert.Equal(created, existing);
        Assert.Equal(created, got);
        Assert.Equal((StatusCode.NotFound, ErrorCode.ObjectGone), (gone.Status, gone.Error.Code));
        Assert.Equal((StatusCode.NotFound, ErrorCode.ObjectNotFound), (absent.Status, absent.Error.Code));
    }

    [Fact]
    public async Task Release_OfTheLastReference_LetsTheObjectGo()
    {
        ulong calculator = await _client.CreateAsync("calculator");
        await _client.InvokeAsync(calculator, "Child", WireValues.Text("a"));
        Value child = await _client.InvokeAsync(calculator, "Child", WireValues.Text("a"));

        await ReleaseAsync(child.Reference.Object);
        int afterOne = _server.Objects.Count;
        await ReleaseAsync(child.Reference.Object, calculator);

        Assert.Equal((2, 0), (afterOne, _server.Objects.Count));
        await ReleaseAsync(child.Reference.Object, 12345);
    }

    [Fact]
    public async Task List_WithAPrefix_GivesTheObjectsOfThatPrefix()
    {
        await _client.CreateAsync("calculator");
        await _client.Stub.CreateAsync(new CreateRequest { Type = "calculator", Name = "a1" }, _client.Options);
        await _client.Stub.CreateAsync(new CreateRequest { Type = "echo", Name = "b1" }, _client.Options);

        ListReply all = await _client.Stub.ListAsync(new ListRequest(), _client.Options);
        ListReply some = await _client.Stub.ListAsync(new ListRequest { NamePrefix = "b" }, _client.Options);

        Assert.Equal(["a1", "b1", ""], all.Objects.Select(info => info.Name));
        ObjectInfo info = Assert.Single(some.Objects);
        Assert.Equal(("b1", "echo", typeof(IEcho).FullName, 1u), (info.Name, info.Type, info.Contract, info.References));
    }

    [Fact]
    public async Task Describe_OfAnObjectAndOfItsType_GivesTheSameContract()
    {
        ulong calculator = await _client.CreateAsync("calculator");

        ContractDescription ofObject = await _client.Stub.DescribeAsync(new DescribeRequest { Object = calculator }, _client.Options);
        ContractDescription ofType = await _client.Stub.DescribeAsync(new DescribeRequest { Type = "calculator" }, _client.Options);

        Assert.Equal(ofType, ofObject);
        Assert.Contains(ofType.Members, member => member is { Name: "Memory", Kind: MemberKind.Setter });
    }

    [Fact]
    public async Task Describe_OfNothing_SaysWhatToGive()
    {
        Failure failure = await Failure.OfAsync(async () => await _client.Stub.DescribeAsync(new DescribeRequest(), _client.Options));

        Assert.Equal((StatusCode.InvalidArgument, ErrorCode.InvalidRequest), (failure.Status, failure.Error.Code));
    }

    private async Task ReleaseAsync(params ulong[] objects) =>
        await _client.Stub.ReleaseAsync(new ReleaseRequest { Objects = { objects } }, _client.Options);
}
