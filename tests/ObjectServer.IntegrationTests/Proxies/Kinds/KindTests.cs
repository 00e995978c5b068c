using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Proxies.Kinds;

/// <summary>Contracts that are generic, nested or internal.</summary>
public sealed class KindTests : ConnectedTests
{
    protected override void Share(ObjectServerBuilder server) => server
        .AddType<IBox<int>, Box<int>>("box of int")
        .AddType<IBox<string[]>, Box<string[]>>("box of texts")
        .AddObject<IPair<int, string>>("both", new Both())
        .AddType<IHidden, Hidden>()
        .AddType<Outer.IInner, Outer.Inner>("inner")
        .AddObject<Outer.Of<int>.IInner>("inner of int", new Outer.Of<int>.Inner { Value = 3 })
        .AddObject<IMentionsNoisy>("mentions", new MentionsNoisy());

    [Fact]
    public async Task GenericContract_InSeveralClosedForms_IsAContractEach()
    {
        IBox<int> numbers = await Client.CreateAsync<IBox<int>>([7]);
        IBox<string[]> texts = await Client.CreateAsync<IBox<string[]>>([new[] { "a", "b" }]);
        var before = new List<int>();

        Assert.Equal([7, 7], numbers.Repeat(2));
        Assert.Equal(7, await numbers.ExchangeAsync(8, new Listed(before)));
        Assert.Equal([7], before);
        IBox<int> copy = numbers.Copy();
        copy.Content++;
        Assert.Equal((8, 9), (numbers.Content, copy.Content));
        Assert.Equal(["a", "b"], texts.Content);
        Assert.Equal([["a", "b"]], texts.Repeat(1));
    }

    [Fact]
    public async Task GenericContract_AsAResult_IsClosedByTheMember()
    {
        IBox<int> numbers = await Client.CreateAsync<IBox<int>>([7]);

        IPair<int, string> pair = numbers.With("seven");

        Assert.Equal((7, "seven"), (pair.First, pair.Second));
    }

    [Fact]
    public async Task GenericContract_TwiceInOneObject_IsReachedByEitherForm()
    {
        IPair<int, string> numbers = await Client.GetAsync<IPair<int, string>>("both");
        IPair<string, int> texts = await Client.GetAsync<IPair<string, int>>("both");

        Assert.Equal((1, "two"), (numbers.First, numbers.Second));
        Assert.Equal(("one", 2), (texts.First, texts.Second));
        Assert.Equal<object>(numbers, texts);
    }

    [Fact]
    public async Task GenericContract_InAFormThatNothingImplements_IsNotRegistered()
    {
        var thrown = await Assert.ThrowsAsync<TypeNotRegisteredException>(() => Client.CreateAsync<IBox<long>>([7L]));

        Assert.Equal("ObjectServer.IntegrationTests.Proxies.Kinds.IBox<System.Int64>", thrown.TypeName);
    }

    [Fact]
    public async Task InternalContract_OfAnAssemblyOpenToProxies_IsUsedLikeAnyOther()
    {
        IHidden hidden = await Client.CreateAsync<IHidden>();

        hidden.Note = new Note("text", 5);

        Assert.Equal(new Note("text", 5), hidden.Note);
        Assert.Same(hidden, await hidden.SelfAsync(hidden));
    }

    [Fact]
    public async Task NestedContracts_OfPlainAndOfGenericClasses_AreUsedLikeAnyOther()
    {
        Outer.IInner inner = await Client.CreateAsync<Outer.IInner>();
        Outer.Of<int>.IInner ofInt = await Client.GetAsync<Outer.Of<int>.IInner>("inner of int");

        ofInt.Value *= 2;

        Assert.Equal("inner", inner.Name);
        Assert.Equal(6, ofInt.Value);
    }

    [Fact]
    public async Task Contract_ThatMentionsAFaultyOne_WorksUntilThatIsUsed()
    {
        IMentionsNoisy mentions = await Client.GetAsync<IMentionsNoisy>("mentions");

        Assert.Equal(5, mentions.Number);
        Assert.Null(mentions.Find(false));
        Assert.Equal(6, mentions.Use(null));
        Assert.Equal(1, Assert.Single(await Client.ListAsync("mentions")).References);
    }

    [Fact]
    public async Task FaultyContract_OfAResult_IsAnErrorOfThatCall()
    {
        IMentionsNoisy mentions = await Client.GetAsync<IMentionsNoisy>("mentions");

        foreach (Func<object?> use in (Func<object?>[])[() => mentions.Find(true), mentions.FindAll])
        {
            var thrown = Assert.Throws<ArgumentEncodingException>(use);
            Assert.Contains("Changed: its handlers return", thrown.Message, StringComparison.Ordinal);
        }

        Assert.Equal(5, mentions.Number);
    }

    [Fact]
    public async Task FaultyContract_OfAnArgument_IsReportedBeforeAnythingIsSent()
    {
        IMentionsNoisy mentions = await Client.GetAsync<IMentionsNoisy>("mentions");
        long before = Client.Statistics.CallsSent;

        var thrown = Assert.Throws<InvalidContractException>(() => mentions.Use(new Noisy()));

        Assert.Equal(typeof(INoisy), thrown.ContractType);
        Assert.Equal(before, Client.Statistics.CallsSent);
    }

    private sealed class Listed(List<int> reports) : IProgress<int>
    {
        public void Report(int value) => reports.Add(value);
    }
}
