using System.Threading.Channels;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Events;

/// <summary>Events and delegates across processes' border; one small subclass for each link.</summary>
public abstract class EventTests(bool unixSocket = false, bool socketLink = false, int blockingReaders = 64) : IAsyncLifetime
{
    // What may be on its way to a handler, and what may wait for it.
    private const int Window = 256;
    private const int MostWaiting = 1024;

    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private readonly Channel<string> _heard = Channel.CreateUnbounded<string>();
    private readonly Newsroom _live = new();
    private TestServer _server = null!;
    private ObjectClient _client = null!;
    private INewsroom _room = null!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(
            server => server.AddObject<INewsroom>("room", _live), options => options.BlockingReaders = blockingReaders, unixSocket, socketLink);
        _client = await _server.ConnectAsync(new ObjectClientOptions { HandlerFailed = error => _heard.Writer.TryWrite(error.Message) });
        _room = await _client.GetAsync<INewsroom>("room");
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Event_ReachesItsSubscriberInOrder()
    {
        _room.Told += Hear;

        _room.Tell("x", 300);

        for (int i = 1; i <= 300; i++) Assert.Equal($"x {i}", await NextAsync());
    }

    [Fact]
    public async Task EventHandler_IsGivenTheProxyAsItsSender()
    {
        object? from = null;
        _room.Printed += (sender, text) =>
        {
            from = sender;
            Note(text);
        };
        _room.Closed += (sender, _) => Note($"closed {ReferenceEquals(sender, _room)}");

        // Between handlers of two events there is no order.
        _room.Print("news");
        Assert.Equal("news", await NextAsync());
        _room.Close();
        Assert.Equal("closed True", await NextAsync());
        Assert.Same(_room, from);
    }

    [Fact]
    public async Task SharedObject_AsAnArgumentOfAnEvent_IsTheProxy()
    {
        _room.Opened += room => Note($"{ReferenceEquals(room, _room)}");

        _room.Open();

        Assert.Equal("True", await NextAsync());
    }

    [Fact]
    public async Task Handler_IsTakenAwayByAnEqualOne()
    {
        _room.Told += Hear;
        _room.Told += Hear;
        Assert.Equal(2, _room.Readers);

        _room.Told -= Hear;
        _room.Tell("once", 1);
        Assert.Equal("once 1", await NextAsync());
        Assert.Equal(1, _room.Readers);
        _room.Told -= Hear;
        _room.Told -= Hear;
        _room.Tell("never", 1);
        _room.Printed += (_, text) => Note(text);
        _room.Print("end");

        Assert.Equal(1, _room.Readers);
        Assert.Equal("end", await NextAsync());
    }

    [Fact]
    public async Task SlowSubscriber_HoldsUpNobody_AndLosesTheOldest()
    {
        var gate = new ManualResetEventSlim();
        _room.Told += (_, number) =>
        {
            gate.Wait(Guard);
            Note($"{number}");
        };
        await using ObjectClient other = await _server.ConnectAsync();
        var quick = Channel.CreateUnbounded<int>();
        (await other.GetAsync<INewsroom>("room")).Printed += (_, text) => quick.Writer.TryWrite(text.Length);

        const int lost = 10;
        const int all = Window + MostWaiting + lost;
        _room.Tell("x", all);
        _room.Print("four");
        Assert.Equal(4, await quick.Reader.ReadAsync().AsTask().WaitAsync(Guard));

        gate.Set();
        for (int i = 1; i <= Window; i++) Assert.Equal($"{i}", await NextAsync());
        for (int i = Window + lost + 1; i <= all; i++) Assert.Equal($"{i}", await NextAsync());
        Assert.Equal(lost, _client.Statistics.EventsLost);
        _room.Tell("x", 1);
        Assert.Equal("1", await NextAsync());
    }

    [Fact]
    public async Task Handler_ThatThrows_IsToldAndGetsTheNext()
    {
        _room.Told += (_, number) =>
        {
            if (number == 1) throw new InvalidOperationException("not this one");
            Note($"{number}");
        };

        _room.Tell("x", 2);

        Assert.Equal("not this one", await NextAsync());
        Assert.Equal("2", await NextAsync());
    }

    [Fact]
    public async Task Session_ThatEnds_LeavesNoSubscription()
    {
        ObjectClient other = await _server.ConnectAsync();
        INewsroom room = await other.GetAsync<INewsroom>("room");
        room.Told += (_, _) => { };
        room.Printed += (_, _) => { };
        Assert.Equal(2, _room.Readers);

        await other.DisposeAsync();

        await Eventually.EqualAsync(0, () => _room.Readers);
        _room.Tell("x", 1);
    }

    [Fact]
    public async Task Subscription_ThatIsTakenAway_HoldsNothing()
    {
        _room.Told += Hear;
        Assert.Equal(1, _client.Session.Served.Home.Objects.Count);

        _room.Told -= Hear;

        await Eventually.SoAsync(() =>
        {
            GC.Collect();
            return _client.Session.Served.Home.Objects.Count == 0;
        });
    }

    [Fact]
    public async Task Delegate_AsAParameter_IsCalledAndItsResultComesBack()
    {
        int factor = 3;
        var each = new List<string>();

        Assert.Equal(21, _room.Ask(value => factor * value, 7));
        Assert.Equal("<a>", await _room.AskAsync(value => Task.FromResult($"<{value}>"), "a"));
        _room.Each(["a", "b", "c"], each.Add);
        _room.Each(["a"], null);

        Assert.Equal(["a", "b", "c"], each);
        Assert.Throws<DivideByZeroException>(() => _room.Ask(value => value / (factor - 3), 1));
    }

    [Fact]
    public async Task Delegate_ComesHomeAndGoesOnToOthers()
    {
        Func<int, int> twice = value => 2 * value;
        Assert.Same(twice, _room.Same(twice));
        _room.Keep(twice);
        Assert.Same(twice, _room.Kept());

        await using ObjectClient other = await _server.ConnectAsync();
        INewsroom far = await other.GetAsync<INewsroom>("room");

        Assert.Equal(10, far.Kept()!(5));
        Assert.Equal(10, far.Ask(far.Kept()!, 5));
    }

    private void Hear(string text, int number) => Note($"{text} {number}");

    private void Note(string text) => _heard.Writer.TryWrite(text);

    private Task<string> NextAsync() => _heard.Reader.ReadAsync().AsTask().WaitAsync(Guard);
}
