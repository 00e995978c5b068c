using System.Threading.Channels;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Dynamic;

/// <summary>Events of objects that the client knows by their description alone.</summary>
public sealed class DynamicEventTests : ConnectedTests
{
    // What may be on its way to a handler, and what may wait for it.
    private const int Window = 256;
    private const int MostWaiting = 1024;

    private readonly Channel<string> _heard = Channel.CreateUnbounded<string>();

    [Fact]
    public async Task Handler_OfTheDeclaredType_HearsEveryEventInOrder()
    {
        dynamic ticker = await Client.CreateDynamicAsync("ticker");
        ticker.Ticked += (Action<int>)(tick => Note($"{tick}"));

        ticker.Tick(300);

        for (int i = 1; i <= 300; i++) Assert.Equal($"{i}", await NextAsync());
    }

    [Fact]
    public async Task Handler_ThatTakesWhateverComes_IsGivenIt()
    {
        dynamic ticker = await Client.CreateDynamicAsync("ticker");
        dynamic shelf = await Client.CreateDynamicAsync("shelf");
        object? from = null;
        object? moved = null;
        ticker.Changed += (EventHandler<dynamic>)((sender, part) =>
        {
            from = sender;
            Note($"{part.Name} {part.Sizes.Length} {part.Weight}");
        });
        ticker.Moved += (Action<object, object>)((what, day) =>
        {
            moved = what;
            Note($"{day}");
        });

        ticker.Change("gear");
        ticker.Move(shelf, DayOfWeek.Friday);

        Assert.Equal(["5", "gear 2 0.5"], new[] { await NextAsync(), await NextAsync() }.Order());
        Assert.Same((object)ticker, from);
        Assert.Same((object)shelf, moved);
    }

    [Fact]
    public async Task Handler_ThatKnowsMoreThanTheDescription_IsGivenItsOwnTypes()
    {
        dynamic ticker = await Client.CreateDynamicAsync("ticker");
        dynamic shelf = await Client.CreateDynamicAsync("shelf");
        ticker.Moved += (Action<IShelf, DayOfWeek>)((what, day) => Note($"{what.Only} {day}"));
        ticker.Ticked += (Action<long>)(tick => Note($"{tick.GetType().Name} {tick}"));

        ticker.Move(shelf, DayOfWeek.Friday);
        Assert.Equal("7 Friday", await NextAsync());
        ticker.Tick(1);
        Assert.Equal("Int64 1", await NextAsync());
    }

    [Fact]
    public async Task EventHandler_IsGivenTheDynamicProxyAsItsSender()
    {
        dynamic ticker = await Client.CreateDynamicAsync("ticker");
        ticker.Stopped += (EventHandler)((sender, _) => Note($"{ReferenceEquals(sender, (object)ticker)}"));

        ticker.Stop();

        Assert.Equal("True", await NextAsync());
    }

    [Fact]
    public async Task Handler_IsTakenAwayByAnEqualOne()
    {
        dynamic ticker = await Client.CreateDynamicAsync("ticker");
        Action<int> own = Hear;
        Action<object> any = HearAny;
        ticker.Ticked += own;
        ticker.Ticked += own;
        ticker.Ticked += any;
        Assert.Equal(3, ticker.Handlers);

        ticker.Ticked -= (Action<int>)Hear;
        ticker.Ticked -= (Action<object>)HearAny;
        ticker.Tick(1);

        Assert.Equal("1", await NextAsync());
        Assert.Equal(1, ticker.Handlers);
        ticker.Ticked -= own;
        ticker.Ticked -= own;
        Assert.Equal(0, ticker.Handlers);
    }

    [Fact]
    public async Task OneHandler_OfTwoEvents_IsCalledAsEachSays()
    {
        dynamic ticker = await Client.CreateDynamicAsync("ticker");
        Action<object> any = HearAny;
        ticker.Ticked += any;
        ticker.Named += any;

        ticker.Tick(1);
        Assert.Equal("any 1", await NextAsync());
        ticker.Name("gear");
        Assert.Equal("any gear", await NextAsync());
        ticker.Named -= any;
        ticker.Name("not heard");
        ticker.Tick(1);

        Assert.Equal("any 1", await NextAsync());
    }

    [Fact]
    public async Task SlowHandler_HoldsUpNobody_AndLosesTheOldest()
    {
        dynamic ticker = await Client.CreateDynamicAsync("ticker");
        using var gate = new ManualResetEventSlim();
        ticker.Ticked += (Action<object>)(tick =>
        {
            gate.Wait(Guard);
            Note($"{tick}");
        });

        const int lost = 10;
        const int all = Window + MostWaiting + lost;
        ticker.Tick(all);
        gate.Set();

        for (int i = 1; i <= Window; i++) Assert.Equal($"{i}", await NextAsync());
        for (int i = Window + lost + 1; i <= all; i++) Assert.Equal($"{i}", await NextAsync());
        Assert.Equal(lost, Client.Statistics.EventsLost);
    }

    [Fact]
    public async Task Session_ThatEnds_LeavesNoHandler()
    {
        dynamic ticker = await Client.CreateDynamicAsync("ticker", null, new() { Name = "shared" });
        ObjectClient other = await Server.ConnectAsync();
        dynamic far = await other.GetDynamicAsync("shared");
        far.Ticked += (Action<object>)(_ => { });
        far.Changed += (EventHandler<Part>)((_, _) => { });
        Assert.Equal(2, ticker.Handlers);

        await other.DisposeAsync();

        await Eventually.EqualAsync(0, () => (int)ticker.Handlers);
    }

    [Fact]
    public async Task Handler_ThatIsTakenAway_HoldsNothing()
    {
        dynamic ticker = await Client.CreateDynamicAsync("ticker");
        var any = (Action<object>)(_ => { });
        ticker.Ticked += any;
        Assert.Equal(1, Client.Session.Served.Home.Objects.Count);

        ticker.Ticked -= any;

        await Eventually.SoAsync(() =>
        {
            GC.Collect();
            return Client.Session.Served.Home.Objects.Count == 0;
        });
    }

    [Fact]
    public async Task Handler_ThatDoesNotFit_IsRefusedWithTheReason()
    {
        dynamic ticker = await Client.CreateDynamicAsync("ticker");

        string count = Refused(() => ticker.Ticked += (Action<int, int>)((_, _) => { }));
        string type = Refused(() => ticker.Ticked += (Action<string>)(_ => { }));
        string sender = Refused(() => ticker.Changed += (Action<string, object>)((_, _) => { }));
        string result = Refused(() => ticker.Ticked += (Func<int, int>)(tick => tick));
        string task = Refused(() => ticker.Ticked += (Func<int, Task>)(_ => Task.CompletedTask));
        string none = Refused(() => ticker.Ticked += "handler");

        Assert.Contains("Ticked of ObjectServer.IntegrationTests.Dynamic.Ticker does not take this handler", count, StringComparison.Ordinal);
        Assert.Contains("it takes 2 arguments, and 1 are given", count, StringComparison.Ordinal);
        Assert.Contains("is a System.String, and a System.Int32 is given", type, StringComparison.Ordinal);
        Assert.Contains("is a System.String, and a System.Object is given", sender, StringComparison.Ordinal);
        Assert.Contains("it returns a System.Int32, and nothing is wanted", result, StringComparison.Ordinal);
        Assert.Contains("it returns a task, for which nobody waits", task, StringComparison.Ordinal);
        Assert.Contains("it is no delegate", none, StringComparison.Ordinal);
        Assert.Equal(0, ticker.Handlers);
    }

    [Fact]
    public async Task Event_UsedOtherwise_SaysHowItIsUsed()
    {
        dynamic ticker = await Client.CreateDynamicAsync("ticker");

        MemberNotFoundException written = Assert.Throws<MemberNotFoundException>(() => { ticker.Ticked = (Action<int>)Hear; });
        MemberNotFoundException called = Assert.Throws<MemberNotFoundException>(() => { ticker.Ticked(1); });
        InvalidOperationException added = Assert.Throws<InvalidOperationException>(() => { _ = ticker.Ticked + (Action<int>)Hear; });
        InvalidOperationException read = Assert.Throws<InvalidOperationException>(() => { _ = ticker.Ticked.Target; });
        MemberNotFoundException other = Assert.Throws<MemberNotFoundException>(() => { ticker.Ticked = ticker.Changed; });
        MemberNotFoundException misspelt = Assert.Throws<MemberNotFoundException>(() => { ticker.Tikced += (Action<int>)Hear; });

        Assert.All(
            new Exception[] { written, called, added, read, other },
            error => Assert.Contains("a handler is added by d.Ticked += handler", error.Message, StringComparison.Ordinal));
        Assert.StartsWith("add Ticked", misspelt.Candidates[0], StringComparison.Ordinal);
        Assert.DoesNotContain(misspelt.Candidates, candidate => candidate.StartsWith("remove", StringComparison.Ordinal));
        Assert.Equal(0, ticker.Handlers);
    }

    protected override void Share(ObjectServerBuilder server) => server
        .AddType<Ticker>("ticker", members => members.Public().Returns("Twin", "ticker"))
        .AddType<IShelf, Shelf>("shelf");

    private static string Refused(Action subscribe) => Assert.Throws<ArgumentException>(subscribe).Message;

    private void Hear(int tick) => Note($"{tick}");

    private void HearAny(object tick) => Note($"any {tick}");

    private void Note(string text) => _heard.Writer.TryWrite(text);

    private Task<string> NextAsync() => _heard.Reader.ReadAsync().AsTask().WaitAsync(Guard);
}
