using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Callbacks;

/// <summary>Objects of a client in the server's hands; one small subclass for each link.</summary>
public abstract class CallbackTests(bool unixSocket = false, bool socketLink = false, int blockingReaders = 64) : IAsyncLifetime
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private TestServer _server = null!;
    private ObjectClient _client = null!;
    private ITeller _teller = null!;

    private int Exported => _client.Session.Served.Home.Objects.Count;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(
            server => server.AddType<ITeller, Teller>(), options => options.BlockingReaders = blockingReaders, unixSocket, socketLink);
        _client = await _server.ConnectAsync();
        _teller = await _client.GetOrCreateAsync<ITeller>("teller");
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Members_OfEveryShape_ReachTheClientsObject()
    {
        var listener = new Listener("anna");

        Assert.Equal("anna: who?", _teller.Ask(listener, "who?"));
        Assert.Equal("anna: and now?", await _teller.AskAsync(listener, "and now?"));
        Assert.Equal("anna", _teller.Rename(listener, "bert"));
        Assert.Equal("bert", listener.Name);
        Assert.Equal([1, 2, 3, -3], await _teller.CountAsync(listener, 3));
    }

    [Fact]
    public void Values_LargerThanAFrame_CrossBothWays()
    {
        double[] numbers = [.. Enumerable.Range(0, 300_000).Select(i => (double)i)];

        double[] twice = _teller.Twice(new Listener("anna"), numbers);

        Assert.Equal(numbers.Length, twice.Length);
        Assert.Equal(599_998, twice[^1]);
    }

    [Fact]
    public void ClientsObject_ThatComesHome_IsTheLiveObject()
    {
        var listener = new Listener("anna");

        Assert.Same(listener, _teller.Same(listener));
        _teller.Keep(listener);
        Assert.Same(listener, _teller.Kept());
    }

    [Fact]
    public async Task ClientsObject_PassedToAnotherClient_IsCalledThroughTheServer()
    {
        var listener = new Listener("anna");
        _teller.Keep(listener);
        await using ObjectClient other = await _server.ConnectAsync();
        ITeller teller = await other.GetAsync<ITeller>("teller");

        IListener far = teller.Kept()!;

        Assert.Equal("anna: far", far.Answer("far"));
        Assert.Equal("anna: far too", await far.AnswerAsync("far too"));
        far.Name = "carl";
        Assert.Equal("carl", listener.Name);
        Assert.Same(far, teller.Same(far));
        Assert.Equal("carl: round", teller.Ask(far, "round"));
    }

    [Fact]
    public async Task ClientThatHasGone_ItsObjectSaysSo()
    {
        ObjectClient other = await _server.ConnectAsync();
        ITeller teller = await other.GetAsync<ITeller>("teller");
        teller.Keep(new Listener("dora"));
        IListener far = _teller.Kept()!;
        Assert.Equal("dora: there?", far.Answer("there?"));

        await other.DisposeAsync();
        await Eventually.SoAsync(() => _server.Sessions.Count == 1);

        Assert.Throws<ServerUnavailableException>(() => far.Answer("there?"));
        await Assert.ThrowsAsync<ServerUnavailableException>(() => far.AnswerAsync("there?"));
    }

    [Fact]
    public async Task ClientThatGoes_EndsTheCallsOfItsObjects()
    {
        ObjectClient other = await _server.ConnectAsync();
        ITeller teller = await other.GetAsync<ITeller>("teller");
        var listener = new Listener("dora");
        teller.Keep(listener);
        Task<string> waiting = _teller.Kept()!.AnswerAsync("wait");
        await listener.Waiting.Task.WaitAsync(Guard);

        await other.DisposeAsync();

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => waiting.WaitAsync(Guard));
        await listener.Cancelled.Task.WaitAsync(Guard);
    }

    [Fact]
    public async Task Exception_OfTheClientsObject_ArrivesWithItsType()
    {
        var listener = new Listener("anna");

        var thrown = Assert.Throws<InvalidOperationException>(() => _teller.Ask(listener, "fail"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _teller.AskAsync(listener, "fail"));

        Assert.Equal("The listener does not want to.", thrown.Message);
    }

    [Fact]
    public async Task Cancellation_ReachesTheClientsObject()
    {
        var listener = new Listener("anna");
        using var cancel = new CancellationTokenSource();
        Task<string> asking = _teller.AskAsync(listener, "wait", cancel.Token);
        await listener.Waiting.Task.WaitAsync(Guard);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.WaitAsync(Guard));
        await listener.Cancelled.Task.WaitAsync(Guard);
    }

    [Fact]
    public async Task SerializedObject_IsEnteredAgainByItsOwnChain()
    {
        Assert.Equal(20, await _teller.BounceAsync(new Listener("anna"), 20).WaitAsync(Guard));

        Assert.Equal(11, _teller.Bounces);
    }

    [Fact]
    public async Task Chain_WithoutEnd_IsRefused()
    {
        var thrown = await Assert.ThrowsAsync<RemoteInvocationException>(() => _teller.BounceAsync(new Listener("anna"), 1000).WaitAsync(Guard));

        Assert.Contains("depth of a chain", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SerializedObject_IsNotEnteredByOthers()
    {
        var listener = new Listener("anna");
        using var cancel = new CancellationTokenSource();
        Task<string> asking = _teller.AskAsync(listener, "wait", cancel.Token);
        await listener.Waiting.Task.WaitAsync(Guard);

        Task<string> other = _teller.AskAsync(listener, "other");
        await _client.ListAsync();

        Assert.False(other.IsCompleted);
        await cancel.CancelAsync();
        Assert.Equal("anna: other", await other.WaitAsync(Guard));
    }

    [Fact]
    public async Task ClientsObject_IsHeldWhileTheServerHasIt()
    {
        var listener = new Listener("anna");
        _teller.Keep(listener);
        Assert.Equal(1, Exported);

        await _teller.DropAsync();
        await Eventually.SoAsync(() => Exported == 0);
    }

    [Fact]
    public async Task ClientsObject_InACallThatIsRefused_IsGivenBack()
    {
        ITeller gone = await _client.CreateAsync<ITeller>(options: new CreateOptions { Name = "gone" });
        await _client.DeleteAsync("gone");

        Assert.Throws<ObjectGoneException>(() => gone.Ask(new Listener("anna"), "who?"));
        await Assert.ThrowsAsync<TypeNotRegisteredException>(
            () => _client.CreateAsync<ITeller>([new Listener("bert")], new CreateOptions { Type = "none" }));

        await Eventually.SoAsync(() => Exported == 0);
    }

    [Fact]
    public async Task ManyObjects_AreCalledAtOnce()
    {
        Listener[] listeners = [.. Enumerable.Range(0, 100).Select(i => new Listener($"{i}"))];

        string[] answers = await _teller.AskAllAsync(listeners, "q").WaitAsync(Guard);

        Assert.Equal(listeners.Select(listener => $"{listener.Name}: q"), answers);
    }
}
