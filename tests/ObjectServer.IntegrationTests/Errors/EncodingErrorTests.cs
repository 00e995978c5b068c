using ObjectServer.Client;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Errors;

/// <summary>Values that cannot be written: an argument fails before anything is sent, a result fails its call alone.</summary>
public sealed class EncodingErrorTests : ConnectedTests
{
    private const string LoneSurrogate = "a\uD800";

    protected override void Share(ObjectServerBuilder server) => server.AddType<IShelf, Shelf>();

    [Fact]
    public async Task Argument_ThatContainsItself_IsRefused() => await RefusedAsync("link", shelf => shelf.Put("circle", Link.Circle()));

    [Fact]
    public async Task Argument_TooDeep_IsRefused() => await RefusedAsync("link", shelf => shelf.Put("deep", Link.Chain(100)));

    [Fact]
    public async Task Argument_WithALoneSurrogate_IsRefused() => await RefusedAsync("label", shelf => shelf.Put(LoneSurrogate, new Link()));

    [Fact]
    public async Task Argument_WithALoneSurrogateWithin_IsRefused()
    {
        await RefusedAsync("texts", shelf => shelf.PutTextsAsync(new() { ["a"] = LoneSurrogate }, 1).GetAwaiter().GetResult());
        await RefusedAsync("texts", shelf => shelf.PutTextsAsync(new() { [LoneSurrogate] = "a" }, 1).GetAwaiter().GetResult());
    }

    [Fact]
    public async Task Argument_ThatDoesNotStartAtZero_IsRefused() =>
        await RefusedAsync("grid", shelf => shelf.PutGridAsync((int[,])Array.CreateInstance(typeof(int), [2, 2], [1, 0])).AsTask().GetAwaiter().GetResult());

    [Fact]
    public async Task Argument_WhosePropertyThrows_IsRefused() => await RefusedAsync("failing", shelf => shelf.PutFailing(1, new Unwritable()));

    [Fact]
    public async Task PropertyValue_ThatCannotBeWritten_IsRefused() => await RefusedAsync("value", shelf => shelf.Circle = Link.Circle());

    [Fact]
    public async Task Argument_OfAOneWayMember_IsRefusedLikeAnyOther() => await RefusedAsync("label", shelf => shelf.Throw(LoneSurrogate));

    [Fact]
    public async Task Argument_OfAnAsynchronousMember_FailsTheTaskAndNotTheCall()
    {
        IShelf shelf = await Client.CreateAsync<IShelf>();

        Task put = shelf.PutTextsAsync(new() { ["a"] = LoneSurrogate }, 1);

        Assert.Equal("texts", (await Assert.ThrowsAsync<ArgumentEncodingException>(() => put)).ParameterName);
    }

    public static TheoryData<object> Unwritables() => new(new object(), LoneSurrogate, new MemoryStream(), Link.Circle());

    [Theory]
    [MemberData(nameof(Unwritables))]
    public async Task ConstructorArgument_ThatCannotBeWritten_IsRefusedBeforeAnythingIsSent(object argument)
    {
        ClientStatistics before = Client.Statistics;

        await Assert.ThrowsAsync<ArgumentEncodingException>(() => Client.CreateAsync<IShelf>(["label", argument]));

        Assert.Equal(before, Client.Statistics);
        Assert.Equal(0, Server.Objects.Count);
    }

    [Fact]
    public async Task Result_ThatCannotBeWritten_NamesTheMember()
    {
        IShelf shelf = await Client.CreateAsync<IShelf>();

        var circle = Assert.Throws<ArgumentEncodingException>(() => shelf.Circle);
        var deep = Assert.Throws<ArgumentEncodingException>(() => shelf.Take(100));

        Assert.Contains("get Circle", circle.Message, StringComparison.Ordinal);
        Assert.Contains("Take(System.Int32)", deep.Message, StringComparison.Ordinal);
        Assert.Null(circle.ParameterName);
        Assert.NotNull(shelf.Take(60).Next);
    }

    [Fact]
    public async Task ConstructorArguments_OverALimit_NameItsOption()
    {
        await using TestServer small = await TestServer.StartAsync(Share, options => options.MaxValueBytes = 100_000);
        await using ObjectClient client = await small.ConnectAsync();
        await using ObjectClient limited = await Server.ConnectAsync(new ObjectClientOptions { MaxValueBytes = 50_000 });

        var ofServer = await Assert.ThrowsAsync<LimitExceededException>(() => client.CreateAsync<IShelf>(["a", new byte[200_000]]));
        var ofClient = await Assert.ThrowsAsync<LimitExceededException>(() => limited.CreateAsync<IShelf>(["a", new byte[60_000]]));

        Assert.Equal(("ObjectServerOptions.MaxValueBytes", 100_000L), (ofServer.LimitName, ofServer.Limit));
        Assert.Equal(("ObjectClientOptions.MaxValueBytes", 50_000L), (ofClient.LimitName, ofClient.Limit));
        Assert.True(ofClient.Requested > 60_000);
        Assert.Equal(40_001, (await limited.CreateAsync<IShelf>(["a", new byte[40_000]])).Puts);
    }

    private async Task RefusedAsync(string parameter, Action<IShelf> put)
    {
        IShelf shelf = await Client.CreateAsync<IShelf>();
        ClientStatistics before = Client.Statistics;

        var thrown = Assert.Throws<ArgumentEncodingException>(() => put(shelf));

        Assert.Equal(parameter, thrown.ParameterName);
        Assert.Contains($"\"{parameter}\"", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(before, Client.Statistics);
        Assert.Equal(0, shelf.Puts);
        shelf.Put("good", new Link());
        Assert.Equal(1, shelf.Puts);
    }
}
