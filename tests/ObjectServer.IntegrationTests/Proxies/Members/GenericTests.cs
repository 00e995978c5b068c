using System.Numerics;
using System.Reflection;
using ObjectServer.Client;
using ObjectServer.Contract;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Links;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Proxies.Members;

/// <summary>Generic methods: each call says for which types, and both sides allow no others than they know.</summary>
public sealed class GenericTests : ConnectedTests
{
    private static readonly ContractModel Model = ContractModel.Of(typeof(IGenerics));

    protected override void Share(ObjectServerBuilder server)
    {
        server.AddType<IGenerics, Generics>().AddType<IProperties, Properties>().AddType<IOverloads, Overloads>();
        Microsoft.Extensions.DependencyInjection.OptionsServiceCollectionExtensions.Configure<ObjectServerOptions>(
            server.Services, options => options.AddTypeArgument<Weight>().AddTypeArgument<List<string>>());
    }

    [Fact]
    public async Task FixedTypes_OfEveryKind_ComeBackEqual()
    {
        IGenerics generics = await Client.CreateAsync<IGenerics>();

        Assert.True(generics.Echo(true));
        Assert.Equal(-5, generics.Echo((sbyte)-5));
        Assert.Equal(5ul, generics.Echo(5ul));
        Assert.Equal('x', generics.Echo('x'));
        Assert.Equal(double.NegativeZero, generics.Echo(double.NegativeZero));
        Assert.Equal((Half)0.5, generics.Echo((Half)0.5));
        Assert.Equal("text", generics.Echo("text"));
        Assert.Null(generics.Echo<string?>(null));
        Assert.Equal(1.50m, generics.Echo(1.50m));
        Assert.Equal(BigInteger.Pow(7, 80), generics.Echo(BigInteger.Pow(7, 80)));
        Assert.Equal(new DateOnly(2026, 1, 2), generics.Echo(new DateOnly(2026, 1, 2)));
        Assert.Equal(Guid.Empty, generics.Echo(Guid.Empty));
        Assert.Equal(5, generics.Echo<int?>(5));
        Assert.Null(generics.Echo<DateTime?>(null));
        Assert.Equal([1.5, 2.5], generics.Echo<double[]>([1.5, 2.5]));
        Assert.Equal(["a", "b"], generics.Echo<string[]>(["a", "b"]));
        Assert.Equal(new[,] { { 1, 2 } }, generics.Echo(new[,] { { 1, 2 } }));
        Assert.Equal([1, 2], generics.Echo<Memory<byte>>(new byte[] { 1, 2 }).ToArray());
    }

    [Fact]
    public async Task Shapes_OfEveryKind_ReachTheObject()
    {
        IGenerics generics = await Client.CreateAsync<IGenerics>();
        var reports = new List<string>();

        Assert.Equal("Int32", generics.NameOf<int>());
        Assert.Equal("String", generics.NameOf<string>());
        Assert.Equal(7, await generics.EchoAsync(7, later: false));
        Assert.Equal("later", await generics.EchoAsync("later", later: true));
        Assert.Equal([2, 2, 2], await generics.RepeatAsync(2, 3));
        Assert.Equal(["a"], await generics.RepeatAsync("a", 1, new Reporting<string>(reports.Add)));
        Assert.Equal(["a"], reports);
        generics.Forget(5);
        generics.Forget("five");
        Assert.Equal(2, generics.Calls);
        Assert.Equal(6, generics.Sum(1, 2, 3));
        Assert.Equal(4.5, generics.Sum(1.5, 3));
        Assert.Equal(16, generics.SizeOf([1.0, 2.0]));
        Assert.Equal(new Dictionary<string, int> { ["a"] = 1 }, generics.Pair("a", 1));
        Assert.Equal(42, generics.Convert<string, int>("42"));
        Assert.Equal("42", generics.Convert<int, string>(42));
        Assert.Equal("own Int32 5", generics.Own(5));
        Assert.Equal(0, generics.Default<int>());
        Assert.Null(generics.Default<string>());
    }

    [Fact]
    public async Task Contract_AsTypeArgument_IsAReference()
    {
        IGenerics generics = await Client.CreateAsync<IGenerics>();

        IProperties found = generics.Find<IProperties>("one");

        Assert.Equal("one", found.Text);
        Assert.Same(found, generics.Echo(found));
        Assert.Same(found, await generics.FindAsync<IProperties>("one"));
        Assert.Same(generics, await generics.EchoAsync(generics, later: true));
        Assert.Same(found, generics.First<IProperties>([found]));
        Assert.Same(generics, await generics.SelfAsync(there: true));
        Assert.Null(await generics.SelfAsync(there: false));
    }

    [Fact]
    public async Task Contract_OfAnotherVersion_IsTheServersOfThatName()
    {
        IGenerics generics = await Client.CreateAsync<IGenerics>();
        IProperties properties = await Client.CreateAsync<IProperties>(options: new CreateOptions { Name = "versions" });
        properties.Text = "one";
        await using ObjectClient other = await Server.ConnectAsync();
        Type older = OtherVersion.Of(typeof(IProperties), "Text", typeof(string), canWrite: false);
        object proxy = await OtherVersion.GetAsync(other, older, "versions");
        IGenerics seen = other.Attach<IGenerics>(Client.ReferenceOf(generics));

        object? echoed = typeof(IGenerics).GetMethod("Echo")!.MakeGenericMethod(older).Invoke(seen, BindingFlags.DoNotWrapExceptions, null, [proxy], null);

        Assert.Same(proxy, echoed);
        Assert.Equal("one", older.GetProperty("Text")!.GetValue(echoed));
    }

    [Fact]
    public async Task RegisteredType_OnBothSides_Travels()
    {
        await using ObjectClient client = await Server.ConnectAsync(new ObjectClientOptions().AddTypeArgument<Weight>().AddTypeArgument<List<string>>());
        IGenerics generics = await client.CreateAsync<IGenerics>();

        Assert.Equal(new Weight(2.5, "t"), generics.Echo(new Weight(2.5, "t")));
        Assert.Equal(["a"], generics.Echo<List<string>>(["a"]));
    }

    [Fact]
    public async Task Type_ThatTheClientDoesNotAllow_IsRefusedBeforeAnythingIsSent()
    {
        IGenerics generics = await Client.CreateAsync<IGenerics>();
        ClientStatistics before = Client.Statistics;

        var thrown = Assert.Throws<TypeNotRegisteredException>(() => generics.Echo(new Weight(1)));
        Task<Weight> task = generics.EchoAsync(new Weight(1), later: false);

        await Assert.ThrowsAsync<TypeNotRegisteredException>(() => task);
        Assert.Equal(typeof(Weight).FullName, thrown.TypeName);
        Assert.Contains("AddTypeArgument", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(before, Client.Statistics);
    }

    [Fact]
    public async Task Type_ThatTheServerDoesNotAllow_IsRefusedByIt()
    {
        await using ObjectClient client = await Server.ConnectAsync(new ObjectClientOptions().AddTypeArgument<Note>());
        IGenerics generics = await client.CreateAsync<IGenerics>();

        var thrown = Assert.Throws<TypeNotRegisteredException>(() => generics.Echo(new Note("a")));
        Task<Note> task = generics.EchoAsync(new Note("a"), later: false);

        await Assert.ThrowsAsync<TypeNotRegisteredException>(() => task);
        Assert.NotEmpty(thrown.Candidates);
        Assert.Equal(5, generics.Echo(5));
    }

    [Fact]
    public async Task Contract_ThatTheServerHasNotRegistered_IsRefusedByIt()
    {
        IGenerics generics = await Client.CreateAsync<IGenerics>();

        var thrown = Assert.Throws<TypeNotRegisteredException>(() => generics.Echo<INullables?>(null));

        Assert.Contains(typeof(IProperties).FullName!, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Type_ThatCannotTravelInAParameter_IsRefusedBeforeAnythingIsSent()
    {
        IGenerics generics = await Client.CreateAsync<IGenerics>();
        ClientStatistics before = Client.Statistics;

        Task<Action> task = generics.EchoAsync<Action>(() => { }, later: false);

        Assert.Throws<ArgumentEncodingException>(() => generics.Grid("text"));
        Assert.Throws<ArgumentEncodingException>(() => generics.Echo(new object()));
        await Assert.ThrowsAsync<TypeNotRegisteredException>(() => task);
        Assert.Equal(before, Client.Statistics);
    }

    [Fact]
    public async Task Overloads_ByTypeParameters_AreToldApart()
    {
        IOverloads overloads = await Client.CreateAsync<IOverloads>();

        Assert.Equal("nothing", overloads.Take());
        Assert.Equal("of Int32", overloads.Take<int>());
        Assert.Equal("of Int32 and String", overloads.Take<int, string>());
    }

    [Theory]
    [InlineData("Echo", ErrorCode.TypeNotRegistered, "System.Diagnostics.Process")]
    [InlineData("Echo", ErrorCode.TypeNotRegistered, "System.Int32, System.Private.CoreLib")]
    [InlineData("Echo", ErrorCode.TypeNotRegistered, "")]
    [InlineData("Echo", ErrorCode.ArgumentEncoding)]
    [InlineData("Echo", ErrorCode.ArgumentEncoding, "System.Int32", "System.Int32")]
    [InlineData("get Calls", ErrorCode.ArgumentEncoding, "System.Int32")]
    [InlineData("Sum", ErrorCode.ArgumentEncoding, "System.String")]
    [InlineData("SizeOf", ErrorCode.ArgumentEncoding, "System.Nullable<System.Int32>")]
    [InlineData("Grid", ErrorCode.ArgumentEncoding, "System.String")]
    internal async Task Call_OfAnyTypeArguments_IsADocumentedErrorAndTheSessionGoesOn(string member, ErrorCode expected, params string[] types)
    {
        IGenerics generics = await Client.CreateAsync<IGenerics>();
        ulong id = Client.ReferenceOf(generics).ObjectId;
        ulong number = Model.Members.Single(one => one.Signature.Split('<', '(', ':')[0] == member).Id;
        await using FrameSession session = await FrameSession.OpenAsync(Server);

        await session.Calls.SendAsync(
            new Frame { Call = new Call { Sequence = 1, Object = id, Member = number, TypeArguments = { types } } },
            new Frame { Call = new Call { Sequence = 2, Object = id, Member = Model.Members.Single(one => one.Name == "NameOf").Id, TypeArguments = { "System.Int32" } } });

        Result?[] results = [(await session.Calls.NextAsync().WaitAsync(Guard))?.Result, (await session.Calls.NextAsync().WaitAsync(Guard))?.Result];
        Result first = results.Single(result => result?.Sequence == 1)!;
        Assert.Equal(expected, first.Error?.Code);
        Assert.True(first.Error!.Message.Length > 20);
        Assert.Null(results.Single(result => result?.Sequence == 2)!.Error);
    }

    private sealed class Reporting<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }

    public sealed record Note(string Text);
}
