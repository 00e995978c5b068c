using Grpc.Core;
using ObjectServer.Contract;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Wire;
using static ObjectServer.IntegrationTests.Unary.WireValues;

namespace ObjectServer.IntegrationTests.Unary;

/// <summary>Members that the unary service does not find, or whose arguments do not fit.</summary>
public sealed class MemberFailureTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private UnaryClient _client = null!;
    private ulong _calculator;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(server => server.AddType<ICalculator, Calculator>());
        _client = await UnaryClient.OpenAsync(_server);
        _calculator = await _client.CreateAsync("calculator");
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Method_Misspelt_ListsTheNearestFirst()
    {
        Failure failure = await Failure.OfAsync(() => _client.InvokeAsync(_calculator, "DescribAsync", Text("a")));

        Assert.Equal((StatusCode.NotFound, ErrorCode.MemberNotFound), (failure.Status, failure.Error.Code));
        Assert.StartsWith("DescribeAsync(System.String)", failure.Error.Candidates[0], StringComparison.Ordinal);
        Assert.Equal("DescribAsync", failure.Error.Details["member"]);
    }

    [Theory]
    [Trait("Conformance", "P-22")]
    [InlineData("_values")]
    [InlineData("GetHashCode")]
    [InlineData("ToString")]
    public async Task Member_ThatTheContractDoesNotHave_IsNotFoundAndListsWhatThereIs(string name)
    {
        Failure method = await Failure.OfAsync(() => _client.InvokeAsync(_calculator, name));
        Failure property = await Failure.OfAsync(() => _client.GetAsync(_calculator, name));

        Assert.Equal((ErrorCode.MemberNotFound, ErrorCode.MemberNotFound), (method.Error.Code, property.Error.Code));
        string[] exposed = [.. ContractModel.Of(typeof(ICalculator)).Members.Select(member => member.Signature)];
        Assert.NotEmpty(method.Error.Candidates);
        Assert.NotEmpty(property.Error.Candidates);
        Assert.Empty(method.Error.Candidates.Concat(property.Error.Candidates).Except(exposed));
    }

    [Fact]
    public async Task MemberId_OfNoMember_IsNotFound()
    {
        Failure failure = await Failure.OfAsync(
            async () => await _client.Stub.InvokeAsync(new InvokeRequest { Object = _calculator, MemberId = 1 }, _client.Options));

        Assert.Equal((StatusCode.NotFound, ErrorCode.MemberNotFound), (failure.Status, failure.Error.Code));
    }

    [Fact]
    public async Task Property_Misspelt_ListsTheNearestFirst()
    {
        Failure failure = await Failure.OfAsync(() => _client.GetAsync(_calculator, "memroy"));

        Assert.Equal(StatusCode.NotFound, failure.Status);
        Assert.Equal("get Memory:System.Int32", failure.Error.Candidates[0]);
    }

    [Fact]
    public async Task ReadOnlyProperty_Written_SaysSo()
    {
        Failure failure = await Failure.OfAsync(() => _client.SetAsync(_calculator, "Precision", Real(1)));

        Assert.Equal((StatusCode.NotFound, ErrorCode.MemberNotFound), (failure.Status, failure.Error.Code));
        Assert.Contains("can only be read", failure.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PropertyAndMethod_TakenForEachOther_SayWhatToUse()
    {
        Failure property = await Failure.OfAsync(() => _client.InvokeAsync(_calculator, "Memory"));
        Failure method = await Failure.OfAsync(() => _client.GetAsync(_calculator, "Twice"));

        Assert.Contains("GetProperty", property.Error.Message, StringComparison.Ordinal);
        Assert.Contains("Invoke", method.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Argument_OfAnotherKind_NamesBothKinds()
    {
        Failure failure = await Failure.OfAsync(() => _client.InvokeAsync(_calculator, "Twice", Real(4)));

        Assert.Equal((StatusCode.InvalidArgument, ErrorCode.ArgumentEncoding), (failure.Status, failure.Error.Code));
        Assert.Equal("value", failure.Error.Details["parameter"]);
        Assert.Contains("kind integer, found real", failure.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Twice", 2)]
    [InlineData("Add", 3)]
    [InlineData("AddAsync", 1)]
    public async Task Arguments_TooManyOrTooFew_AreRefused(string member, int count)
    {
        Value[] arguments = [.. Enumerable.Repeat(Integer(1), count)];

        Failure failure = await Failure.OfAsync(() => _client.InvokeAsync(_calculator, member, arguments));

        Assert.Equal((StatusCode.InvalidArgument, ErrorCode.ArgumentEncoding), (failure.Status, failure.Error.Code));
    }

    [Fact]
    public async Task Keys_TooManyForAProperty_AreRefused()
    {
        Failure failure = await Failure.OfAsync(() => _client.GetAsync(_calculator, "Memory", Integer(1)));

        Assert.Equal((StatusCode.InvalidArgument, ErrorCode.ArgumentEncoding), (failure.Status, failure.Error.Code));
    }

    [Fact]
    public async Task Failures_OfManyCalls_KeepNothingUnderWay()
    {
        for (int i = 0; i < 5; i++) await Failure.OfAsync(() => _client.InvokeAsync(_calculator, i % 2 == 0 ? "Nothing" : "Twice"));

        await _client.Stub.ReleaseAsync(new ReleaseRequest { Objects = { _calculator } }, _client.Options);

        Assert.Equal(0, _server.Objects.Count);
    }
}
