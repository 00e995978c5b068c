using Grpc.Core;
using ObjectServer.Contract;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Proxies.Members;
using ObjectServer.Wire;
using static ObjectServer.IntegrationTests.Unary.WireValues;

namespace ObjectServer.IntegrationTests.Unary;

/// <summary>Members with ref, out and in parameters, generic methods and read-only properties, called through the unary service.</summary>
public sealed class MemberKindTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private UnaryClient _client = null!;
    private ulong _byRef;
    private ulong _generics;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(server => server
            .AddType<IByRef, ByRef>()
            .AddType<IGenerics, Generics>()
            .AddType<IProperties, Properties>()
            .AddType<ISettings, Settings>()
            .AddType<IOverloads, Overloads>()
            .AddType<IDefaults, Defaults>());
        _client = await UnaryClient.OpenAsync(_server);
        _byRef = await _client.CreateAsync("by-ref");
        _generics = await _client.CreateAsync("generics");
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task RefAndOut_Values_ComeBackBesideTheResult()
    {
        InvokeReply swapped = await InvokeAsync(_byRef, "Swap", [Integer(1), Integer(2)]);
        InvokeReply parsed = await InvokeAsync(_byRef, "TryParse", [Text("42")]);
        InvokeReply only = await InvokeAsync(_byRef, "Only", []);
        InvokeReply mixed = await InvokeAsync(_byRef, "Mix", [Integer(1), Null, Binary(new byte[16]), Missing, Integer(2), Null, Missing]);

        Assert.Null(swapped.Result);
        Assert.Equal([Integer(2), Integer(1)], swapped.OutValues);
        Assert.True(parsed.Result.Boolean);
        Assert.Equal([Integer(42)], parsed.OutValues);
        Assert.Null(only.Result);
        Assert.Equal(DateTime.UnixEpoch.Ticks, Assert.Single(only.OutValues).Time.Ticks);
        Assert.StartsWith("1 null ", mixed.Result.Text, StringComparison.Ordinal);
        Assert.Equal(
            [Value.KindOneofCase.Text, Value.KindOneofCase.Numbers, Value.KindOneofCase.Reference, Value.KindOneofCase.Json],
            mixed.OutValues.Select(value => value.KindCase));
        Assert.Equal(_byRef, mixed.OutValues[2].Reference.Object);
    }

    [Fact]
    public async Task Out_GivenAValue_IsRefused()
    {
        Failure failure = await Failure.OfAsync(() => InvokeAsync(_byRef, "TryParse", [Text("42"), Integer(1)]));

        Assert.Equal((StatusCode.InvalidArgument, ErrorCode.ArgumentEncoding), (failure.Status, failure.Error.Code));
        Assert.Contains("\"value\" is out", failure.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ref_LeftOut_IsRefused()
    {
        Failure failure = await Failure.OfAsync(() => InvokeAsync(_byRef, "Swap", [Integer(1)]));

        Assert.Equal((StatusCode.InvalidArgument, ErrorCode.ArgumentEncoding), (failure.Status, failure.Error.Code));
        Assert.Equal("right", failure.Error.Details["parameter"]);
    }

    [Fact]
    public async Task In_Parameters_AreValuesLikeOthers()
    {
        Assert.Equal(6, (await InvokeAsync(_byRef, "Sum", [Integer(3), Json("{}")])).Result.Integer);
        await _client.SetAsync(_byRef, "Item", Integer(9), Integer(1));
        Assert.Equal(9, (await _client.GetAsync(_byRef, "Item", Integer(1))).Integer);
    }

    [Fact]
    public async Task GenericMethods_OfFixedTypesAndContracts_AreCalled()
    {
        InvokeReply number = await InvokeAsync(_generics, "Echo", [Real(1.5)], "System.Double");
        InvokeReply text = await InvokeAsync(_generics, "EchoAsync", [Text("a"), new Value { Boolean = true }], "System.String");
        InvokeReply converted = await InvokeAsync(_generics, "Convert", [Text("42")], "System.String", "System.Int32");
        InvokeReply nullable = await InvokeAsync(_generics, "Echo", [Null], "System.Nullable<System.Int32>");
        InvokeReply found = await InvokeAsync(_generics, "Find", [Text("one")], TypeArgumentNames.Of(ContractModel.Of(typeof(IProperties)).Fingerprint));
        InvokeReply exchanged = await InvokeAsync(_byRef, "Exchange", [Text("old"), Text("new")], "System.String");

        Assert.Equal(1.5, number.Result.Real);
        Assert.Equal("a", text.Result.Text);
        Assert.Equal(42, converted.Result.Integer);
        Assert.True(nullable.Result.Null);
        Assert.Equal("one", (await _client.GetAsync(found.Result.Reference.Object, "Text")).Text);
        Assert.Equal("old", exchanged.Result.Text);
        Assert.Equal("new", exchanged.OutValues[0].Text);
    }

    [Fact]
    public async Task Overloads_ByTypeArguments_AreToldApart()
    {
        ulong overloads = await _client.CreateAsync("overloads");

        Assert.Equal("nothing", (await InvokeAsync(overloads, "Take", [])).Result.Text);
        Assert.Equal("of Int32", (await InvokeAsync(overloads, "Take", [], "System.Int32")).Result.Text);
        Assert.Equal("of Int32 and String", (await InvokeAsync(overloads, "Take", [], "System.Int32", "System.String")).Result.Text);
    }

    [Theory]
    [InlineData("Echo", StatusCode.NotFound, ErrorCode.TypeNotRegistered, "System.Diagnostics.Process")]
    [InlineData("Echo", StatusCode.NotFound, ErrorCode.TypeNotRegistered, "int")]
    [InlineData("Echo", StatusCode.InvalidArgument, ErrorCode.ArgumentEncoding)]
    [InlineData("Sum", StatusCode.InvalidArgument, ErrorCode.ArgumentEncoding, "System.String")]
    internal async Task GenericMethod_OfTypesThatItDoesNotTake_IsRefused(string member, StatusCode status, ErrorCode code, params string[] types)
    {
        Failure failure = await Failure.OfAsync(() => InvokeAsync(_generics, member, [Integer(1)], types));

        Assert.Equal((status, code), (failure.Status, failure.Error.Code));
        Assert.True(failure.TrailerBytes <= 3 * 1024);
    }

    [Fact]
    public async Task Method_ThatIsNotGeneric_TakesNoTypeArguments()
    {
        Failure failure = await Failure.OfAsync(() => InvokeAsync(_byRef, "Swap", [Integer(1), Integer(2)], "System.Int32"));

        Assert.Equal((StatusCode.InvalidArgument, ErrorCode.ArgumentEncoding), (failure.Status, failure.Error.Code));
    }

    [Theory]
    [InlineData("Size")]
    [InlineData("Name")]
    public async Task Property_ThatCanOnlyBeRead_RefusesToBeWritten(string property)
    {
        ulong settings = await _client.CreateAsync("settings");
        Value value = property == "Size" ? Integer(9) : Text("second");

        Failure failure = await Failure.OfAsync(() => _client.SetAsync(settings, property, value));

        Assert.Equal((StatusCode.NotFound, ErrorCode.MemberNotFound), (failure.Status, failure.Error.Code));
        Assert.Contains("can only be read", failure.Error.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await _client.GetAsync(settings, "Changes")).Integer);
        Assert.Equal(4, (await _client.GetAsync(settings, "Size")).Integer);
        Assert.Equal("first", (await _client.GetAsync(settings, "Name")).Text);
    }

    [Fact]
    public async Task ParametersThatTakeAnyNumber_AreOneCollection()
    {
        ulong defaults = await _client.CreateAsync("defaults");

        Assert.Equal("a, b", (await InvokeAsync(defaults, "Join", [Text(", "), Json("[\"a\",\"b\"]")])).Result.Text);
    }

    [Fact]
    public async Task Describe_TheseKinds_ShowsHowTheyAreCalled()
    {
        ContractDescription byRef = await _client.Stub.DescribeAsync(new DescribeRequest { Type = "by-ref" }, _client.Options);
        ContractDescription generics = await _client.Stub.DescribeAsync(new DescribeRequest { Type = "generics" }, _client.Options);
        ContractDescription settings = await _client.Stub.DescribeAsync(new DescribeRequest { Type = "settings" }, _client.Options);

        Assert.Equal(
            [ParameterPassing.Unspecified, ParameterPassing.Out],
            byRef.Members.Single(member => member.Name == "TryParse").Parameters.Select(parameter => parameter.Passing));
        MemberDescription sum = generics.Members.Single(member => member.Name == "Sum");
        Assert.Equal("Sum<T0>(T0[]):T0", sum.Signature);
        Assert.Equal(["struct", "System.Numerics.INumber<T0>"], Assert.Single(sum.TypeParameters).Constraints);
        Assert.DoesNotContain(settings.Members, member => member.Kind == MemberKind.Setter);
    }

    private async Task<InvokeReply> InvokeAsync(ulong id, string member, Value[] arguments, params string[] types) =>
        await _client.Stub.InvokeAsync(
            new InvokeRequest { Object = id, Member = member, Arguments = { arguments }, TypeArguments = { types } }, _client.Options);
}
