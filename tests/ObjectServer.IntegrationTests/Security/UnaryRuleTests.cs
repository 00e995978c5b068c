using Grpc.Core;
using ObjectServer.IntegrationTests.Unary;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Security;

/// <summary>Who may do what, by the unary service.</summary>
public sealed class UnaryRuleTests
{
    [Fact]
    public async Task Client_DoesWhatARuleAllows_AndNothingElse()
    {
        await using KeyServer server = await RuledServer.StartAsync(SecuredLink.GrpcTcp);
        using UnaryClient writer = await UnaryWithKey.OpenAsync(server.Server, RuledServer.KeyOf(RuledServer.Writers), RuledServer.Writers);
        using UnaryClient reader = await UnaryWithKey.OpenAsync(server.Server, RuledServer.KeyOf(RuledServer.Readers), RuledServer.Readers);
        ulong own = await writer.CreateAsync("calculator");
        ulong first = (await reader.Stub.GetAsync(new GetRequest { Name = "shared/first" }, reader.Options)).Reference.Object;

        Assert.Equal(7, (await reader.InvokeAsync(first, "AddAsync", Number(3), Number(4))).Integer);
        Value child = await reader.InvokeAsync(first, "Child", new Value { Text = "child" });
        Assert.Equal("child", (await reader.GetAsync(child.Reference.Object, "Label")).Text);
        await AssertDeniedAsync(() => reader.Stub.GetAsync(new GetRequest { Name = "secret" }, reader.Options).ResponseAsync);
        await AssertDeniedAsync(() => reader.CreateAsync("calculator"));
        await AssertDeniedAsync(() => reader.Stub.DeleteAsync(new DeleteRequest { Name = "shared/first" }, reader.Options).ResponseAsync);
        await AssertDeniedAsync(() => reader.InvokeAsync(own, "AddAsync", Number(3), Number(4)));
        await AssertDeniedAsync(() => reader.GetAsync(own, "Label"));
        await AssertDeniedAsync(() => reader.SetAsync(own, "Memory", Number(1)));
        await AssertDeniedAsync(() => reader.Stub.SnapshotAsync(new SnapshotRequest { Object = own }, reader.Options).ResponseAsync);
        await AssertDeniedAsync(() => writer.GetAsync(child.Reference.Object, "Label"));
        Assert.Equal(7, (await writer.InvokeAsync(own, "AddAsync", Number(3), Number(4))).Integer);
    }

    [Fact]
    public async Task ListsAndDescriptions_ShowWhatTheClientMayUse()
    {
        await using KeyServer server = await RuledServer.StartAsync(SecuredLink.GrpcTcp);
        using UnaryClient writer = await UnaryWithKey.OpenAsync(server.Server, RuledServer.KeyOf(RuledServer.Writers), RuledServer.Writers);
        using UnaryClient reader = await UnaryWithKey.OpenAsync(server.Server, RuledServer.KeyOf(RuledServer.Readers), RuledServer.Readers);
        ulong own = await writer.CreateAsync("calculator");

        ObjectInfo listed = Assert.Single((await reader.Stub.ListAsync(new ListRequest(), reader.Options)).Objects);
        Assert.Equal("shared/first", listed.Name);
        Assert.Equal(2, (await writer.Stub.ListAsync(new ListRequest(), writer.Options)).Objects.Count);
        Assert.NotEmpty((await reader.Stub.DescribeAsync(new DescribeRequest { Object = listed.Reference.Object }, reader.Options)).Members);
        Assert.NotEmpty((await writer.Stub.DescribeAsync(new DescribeRequest { Type = "calculator" }, writer.Options)).Members);
        await AssertDeniedAsync(() => reader.Stub.DescribeAsync(new DescribeRequest { Object = own }, reader.Options).ResponseAsync);
        await AssertDeniedAsync(() => reader.Stub.DescribeAsync(new DescribeRequest { Type = "calculator" }, reader.Options).ResponseAsync);
        await AssertDeniedAsync(() => reader.Stub.DescribeAsync(new DescribeRequest { Type = "no such type" }, reader.Options).ResponseAsync);
    }

    private static Value Number(int value) => new() { Integer = value };

    private static async Task AssertDeniedAsync(Func<Task> request)
    {
        Failure failure = await Failure.OfAsync(request);

        Assert.Equal((StatusCode.PermissionDenied, ErrorCode.AccessDenied), (failure.Status, failure.Error.Code));
    }
}
