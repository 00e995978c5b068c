using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Dynamic;

/// <summary>Delegates that go to, and come from, objects that the client knows by their description alone.</summary>
public sealed class DynamicDelegateTests : ConnectedTests
{
    [Fact]
    public async Task Delegate_OfTheDeclaredType_IsCalledBack()
    {
        dynamic ticker = await Client.CreateDynamicAsync("ticker");
        var each = new List<int>();

        Assert.Equal(5.0, ticker.Integrate((Func<double, double>)(x => x * x), 1, 3) / 2);
        ticker.Each(new[] { 1, 2, 3 }, (Action<int>)each.Add);
        ticker.Each(new[] { 4 }, null);

        Assert.Equal([1, 2, 3], each);
    }

    [Fact]
    public async Task Delegate_ThatTakesWhateverComes_IsGivenIt()
    {
        dynamic ticker = await Client.CreateDynamicAsync("ticker");

        object late = await ticker.AskAsync((Func<string, dynamic, Task<object>>)(async (name, part) =>
        {
            await Task.Yield();
            return $"{name} {part.Sizes[0]}";
        }), "gear");
        object early = await ticker.AskAsync((Func<object, Part, string>)((name, part) => $"{name} {part.Weight}"), "gear");
        double mean = ticker.Integrate((Func<dynamic, object>)(x => x), 1, 3);

        Assert.Equal(("gear 3", "gear 1"), (late, early));
        Assert.Equal(4.0, mean);
    }

    [Fact]
    public async Task Delegate_PassedTwice_IsOneDelegate()
    {
        dynamic ticker = await Client.CreateDynamicAsync("ticker");
        Action<int> own = _ => { };
        Action<object> any = _ => { };

        Assert.True(ticker.AreSame(own, own));
        Assert.True(ticker.AreSame(any, any));
        Assert.False(ticker.AreSame(own, any));
    }

    [Fact]
    public async Task DelegateOfTheServers_IsCalledAndPassedOn()
    {
        dynamic ticker = await Client.CreateDynamicAsync("ticker");

        dynamic adder = ticker.Adder(5);

        Assert.Equal(12, adder(7));
        Assert.Equal(13, adder.Invoke(8));
        Assert.Equal(6, ticker.Apply(adder, 1));
    }

    [Fact]
    public async Task Delegate_ThatThrows_FailsTheCall()
    {
        dynamic ticker = await Client.CreateDynamicAsync("ticker");

        Assert.Throws<DivideByZeroException>(() => { ticker.Apply((Func<object, object>)(_ => throw new DivideByZeroException()), 1); });
        RemoteInvocationException wrong = Assert.Throws<RemoteInvocationException>(() => { ticker.Apply((Func<object, object>)(_ => "text"), 1); });

        Assert.Contains("does not become System.Int32", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delegate_ThatDoesNotFit_IsRefusedWithTheReason()
    {
        dynamic ticker = await Client.CreateDynamicAsync("ticker");

        string result = Refused(() => ticker.Apply((Action<int>)(_ => { }), 1));
        string task = Refused(() => ticker.Apply((Func<int, Task<int>>)Task.FromResult, 1));
        string type = Refused(() => ticker.Integrate((Func<DateTime, double>)(_ => 1), 0, 1));

        Assert.Contains("change (System.Func<System.Int32,System.Int32>) cannot be a System.Action<System.Int32>", result, StringComparison.Ordinal);
        Assert.Contains("it returns nothing, and a System.Int32 is wanted", result, StringComparison.Ordinal);
        Assert.Contains("it returns a task, for which nobody waits", task, StringComparison.Ordinal);
        Assert.Contains("is a System.DateTime, and a System.Double is given", type, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delegates_ThatWerePassed_AreGivenBack()
    {
        dynamic ticker = await Client.CreateDynamicAsync("ticker");
        for (int i = 0; i < 10; i++)
        {
            int factor = i;
            ticker.Apply((Func<object, object>)(value => factor * (int)value), 3);
        }

        await Eventually.SoAsync(() =>
        {
            GC.Collect();
            return Client.Session.Served.Home.Objects.Count == 0;
        });
    }

    protected override void Share(ObjectServerBuilder server) => server.AddType<Ticker>("ticker", members => members.Public().Returns("Twin", "ticker"));

    private static string Refused(Action call) => Assert.Throws<ArgumentException>(call).Message;
}
