using Grpc.Core;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Wire;
using static ObjectServer.IntegrationTests.Unary.WireValues;

namespace ObjectServer.IntegrationTests.Unary;

/// <summary>Members called through the unary service.</summary>
public sealed class MemberTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private UnaryClient _client = null!;
    private ulong _calculator;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(server => server.AddType<ICalculator, Calculator>().AddType<IEcho, Echo>());
        _client = await UnaryClient.OpenAsync(_server);
        _calculator = await _client.CreateAsync("calculator");
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Methods_OfEveryShape_ReachTheObject()
    {
        Assert.Null(await InvokeAsync("Store", Integer(7)));
        Assert.Null(await InvokeAsync("StoreAsync", Integer(8)));
        Assert.Equal(8, (await _client.GetAsync(_calculator, "Memory")).Integer);
        Assert.Null(await InvokeAsync("ResetAsync"));
        Assert.Equal(0, (await _client.GetAsync(_calculator, "Memory")).Integer);
        Assert.Equal(5, (await InvokeAsync("AddAsync", Integer(2), Integer(3))).Integer);
        Assert.Equal(8, (await InvokeAsync("Twice", Integer(4))).Integer);
        Assert.Equal("a calculator", (await InvokeAsync("DescribeAsync", Text("a"))).Text);
    }

    [Fact]
    public async Task OptionalParameters_LeftOutOrMissing_HaveTheirDefaults()
    {
        Assert.Equal(12, (await InvokeAsync("Scale", Integer(4))).Integer);
        Assert.Equal(12, (await InvokeAsync("Scale", Integer(4), Missing)).Integer);
        Assert.Equal(8, (await InvokeAsync("Scale", Integer(4), Integer(2))).Integer);
    }

    [Fact]
    public async Task ProgressAndCancellation_LeftOutMissingOrNull_AreNone()
    {
        Assert.Equal(3, (await InvokeAsync("CountAsync", Integer(3))).Integer);
        Assert.Equal(3, (await InvokeAsync("CountAsync", Integer(3), Missing)).Integer);
        Assert.Equal(3, (await InvokeAsync("CountAsync", Integer(3), Null, Missing)).Integer);
        Assert.Equal(2000, (await InvokeAsync("CountAsync", Integer(2000), new Value { Progress = 1 })).Integer);
    }

    [Fact]
    public async Task Reference_AsResultAndArgument_IsTheLiveObject()
    {
        Value child = await InvokeAsync("Child", Text("small"));
        await _client.SetAsync(child.Reference.Object, "Memory", Integer(4));
        await _client.SetAsync(_calculator, "Memory", Integer(3));

        Assert.Equal(7, (await InvokeAsync("SumWith", child)).Integer);
        Assert.False((await InvokeAsync("IsItself", child)).Boolean);
        Assert.True((await InvokeAsync("FindChildAsync", Text("none"))).Null);
        Assert.Equal(child, await InvokeAsync("FindChildAsync", Text("small")));
    }

    [Fact]
    public async Task Property_WrittenAndRead_IsTheObjects()
    {
        await _client.SetAsync(_calculator, "Memory", Integer(11));
        await _client.SetAsync(_calculator, "Label", Text("desk"));

        Assert.Equal(11, (await _client.GetAsync(_calculator, "Memory")).Integer);
        Assert.Equal("desk", (await _client.GetAsync(_calculator, "Label")).Text);
        Assert.Equal(1e-12, (await _client.GetAsync(_calculator, "Precision")).Real);
    }

    [Fact]
    public async Task Indexer_ByItsKeys_IsWrittenAndRead()
    {
        await _client.SetAsync(_calculator, "Item", Real(2.5), Text("x"));

        Assert.Equal(2.5, (await _client.GetAsync(_calculator, "Item", Text("x"))).Real);
    }

    [Fact]
    public async Task Overloads_ByNameAlone_AreAmbiguousAndListed()
    {
        Failure failure = await Failure.OfAsync(() => InvokeAsync("Add", Integer(1), Integer(2)));

        Assert.Equal((StatusCode.InvalidArgument, ErrorCode.InvalidRequest), (failure.Status, failure.Error.Code));
        Assert.Contains("Add(System.Int32,System.Int32):System.Int32", failure.Error.Message, StringComparison.Ordinal);
        Assert.Contains("Add(System.Double,System.Double):System.Double", failure.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Add(System.Double,System.Double):System.Double")]
    [InlineData("ObjectServer.IntegrationTests.Contracts.ICalculator::Add(System.Double,System.Double):System.Double")]
    public async Task Overload_ByItsSignature_IsTheOne(string signature)
    {
        Assert.Equal(3.5, (await InvokeAsync(signature, Real(1.5), Real(2))).Real);
    }

    [Fact]
    public async Task Overload_ByItsId_IsTheOne()
    {
        ContractDescription contract = await _client.Stub.DescribeAsync(new DescribeRequest { Object = _calculator }, _client.Options);
        ulong id = contract.Members.Single(member => member.Signature == "Add(System.Int32,System.Int32):System.Int32").Id;

        var request = new InvokeRequest { Object = _calculator, MemberId = id, Arguments = { Integer(1), Integer(2) } };
        InvokeReply reply = await _client.Stub.InvokeAsync(request, _client.Options);

        Assert.Equal(3, reply.Result.Integer);
    }

    [Fact]
    public async Task Value_OfTwentyMegabytes_CrossesBothWays()
    {
        ulong echo = await _client.CreateAsync("echo");
        byte[] bytes = new byte[20_000_000];
        new Random(5).NextBytes(bytes);

        Value result = await _client.InvokeAsync(echo, "Bytes", Binary(bytes));

        Assert.True(result.Binary.Span.SequenceEqual(bytes));
    }

    [Fact]
    public async Task Value_OfMoreThanTheWebServersOwnLimit_CrossesToo()
    {
        ulong echo = await _client.CreateAsync("echo");

        Value result = await _client.InvokeAsync(echo, "LengthOf", Binary(new byte[40_000_000]));

        Assert.Equal(40_000_000, result.Integer);
    }

    private Task<Value> InvokeAsync(string member, params Value[] arguments) => _client.InvokeAsync(_calculator, member, arguments);
}
