using Microsoft.CSharp.RuntimeBinder;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Dynamic;

/// <summary>Classes that are shared without an interface, used by dynamic proxies.</summary>
public sealed class ClassTests : ConnectedTests
{
    [Fact]
    public async Task Property_WrittenAndRead_IsTheObjects()
    {
        dynamic counter = await Client.CreateDynamicAsync("counter", [5]);

        counter.Temperature = 3;
        object value = counter.Value;
        object temperature = counter.Temperature;
        object inherited = counter.Inherited;

        Assert.Equal(5, Assert.IsType<int>(value));
        Assert.Equal(3.0, Assert.IsType<double>(temperature));
        Assert.Equal(41, inherited);
        Assert.Equal(3.0, Instance<Counter>().Temperature);
    }

    [Fact]
    public async Task Indexer_OfTwoKeys_IsWrittenAndRead()
    {
        dynamic counter = await Client.CreateDynamicAsync("counter");

        counter[1, 2] = 7;

        Assert.Equal(7.0, counter[1, 2]);
        Assert.Equal(7.0, counter[column: 2, row: 1]);
        Assert.Equal(0.0, counter[2, 1]);
        Assert.Throws<ArgumentException>(() => { _ = counter[1]; });
    }

    [Fact]
    public async Task Method_WithOptionalAndNamedArguments_TakesThem()
    {
        dynamic counter = await Client.CreateDynamicAsync("counter", [5]);

        Assert.Equal(10, counter.Scale());
        Assert.Equal(15, counter.Scale(3));
        Assert.Equal(11, counter.Scale(offset: 1));
        Assert.Equal(16, counter.Scale(offset: 1, factor: 3));
        Assert.Throws<ArgumentException>(() => { _ = counter.Scale(1, factor: 3); });
        Assert.Throws<ArgumentException>(() => { _ = counter.Scale(ofset: 3); });
        Assert.Throws<ArgumentException>(() => { _ = counter.Scale(1, 2, 3); });
    }

    [Fact]
    public async Task Overload_ByItsArguments_IsTheNearest()
    {
        dynamic counter = await Client.CreateDynamicAsync("counter");

        Assert.Equal("int 3", counter.Take(3));
        Assert.Equal("int 3", counter.Take(3L));
        Assert.Equal("double 3.5", counter.Take(3.5f));
        Assert.Equal("double 4000000000", counter.Take(4_000_000_000L));
        Assert.Equal("string a", counter.Take("a"));
        ArgumentException none = Assert.Throws<ArgumentException>(() => { _ = counter.Take(true); });
        Assert.Contains("Take(System.Int32):System.String", none.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AsynchronousMethod_WithProgressAndToken_IsAwaited()
    {
        dynamic counter = await Client.CreateDynamicAsync("counter");
        var reports = new Reports();
        using var cancel = new CancellationTokenSource();

        object total = await counter.RunAsync(10, reports, cancel.Token);
        object again = await counter.RunAsync(5);
        object nothing = await counter.ResetAsync();
        await cancel.CancelAsync();

        Assert.Equal((10, 15), (total, again));
        Assert.Null(nothing);
        Assert.Equal(Enumerable.Range(1, 10), reports.All);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await counter.RunAsync(10, cancel: cancel.Token));
    }

    [Fact]
    public async Task Result_ReturnedAsARegisteredType_IsAProxyOfThatSelection()
    {
        dynamic counter = await Client.CreateDynamicAsync("counter");

        dynamic child = counter.Child(8);
        dynamic found = await counter.FindAsync(9);

        Assert.Equal(8, child.Value);
        Assert.Equal(9, found.Value);
        Assert.Null(await counter.FindAsync(-1));
        Assert.Equal(["Value"], MemberNames((object)child));
        Assert.Throws<MemberNotFoundException>(() => { child.Add(1); });
        Assert.Equal(3, Server.Objects.Count);
        Assert.Equal(["counter", "viewed", "viewed"], Server.Objects.All.Select(shared => shared.TypeName));
    }

    [Fact]
    public async Task Class_RegisteredTwice_IsWhatEachObjectWasMadeBy()
    {
        dynamic whole = await Client.CreateDynamicAsync("counter", [1], new() { Name = "whole" });
        dynamic viewed = await Client.CreateDynamicAsync("viewed", [2], new() { Name = "viewed" });

        Assert.Equal(2, whole.Add(1));
        Assert.Equal(2, viewed.Value);
        Assert.Throws<MemberNotFoundException>(() => { viewed.Add(1); });
        Assert.Equal(["Value"], MemberNames((object)await Client.GetDynamicAsync("viewed")));
        Assert.Contains("Add", MemberNames((object)await Client.GetDynamicAsync("whole")));
    }

    [Fact]
    public async Task Object_SharedByOneSelection_IsNotSharedByAnother()
    {
        dynamic keeper = await Client.CreateDynamicAsync("keeper");
        dynamic full = keeper.Full;

        ArgumentEncodingException refused = Assert.Throws<ArgumentEncodingException>(() => { _ = keeper.Viewed; });

        Assert.Equal(3, full.Value);
        Assert.Contains("shared as \"counter\"", refused.Message, StringComparison.Ordinal);
        Assert.Equal(4, full.Add(1));
    }

    [Fact]
    public async Task Member_ThatWasNotSelected_IsNotThere()
    {
        dynamic counter = await Client.CreateDynamicAsync("counter");

        foreach (Action call in new Action[]
        {
            () => counter.Reset(), () => counter.Inside(), () => counter.Protected(), () => counter.Dispose(), () => counter.MemberwiseClone(),
            () => _ = counter.Handle, () => _ = counter.Made,
        })
        {
            Assert.Throws<MemberNotFoundException>(call);
        }

        Assert.False(Instance<Counter>().IsDisposed);
    }

    [Fact]
    public async Task MisspeltName_Used_IsAnsweredWithTheNearest()
    {
        dynamic counter = await Client.CreateDynamicAsync("counter");

        MemberNotFoundException read = Assert.Throws<MemberNotFoundException>(() => { _ = counter.Temprature; });
        MemberNotFoundException written = Assert.Throws<MemberNotFoundException>(() => { counter.Value = 3; });
        MemberNotFoundException called = Assert.Throws<MemberNotFoundException>(() => { counter.Value(); });
        MemberNotFoundException uncalled = Assert.Throws<MemberNotFoundException>(() => { _ = counter.Add; });
        MemberNotFoundException init = Assert.Throws<MemberNotFoundException>(() => { counter.Label = "x"; });

        Assert.StartsWith("get Temperature", read.Candidates[0], StringComparison.Ordinal);
        Assert.Contains("can only be read", written.Message, StringComparison.Ordinal);
        Assert.Contains("leave out the parentheses", called.Message, StringComparison.Ordinal);
        Assert.Contains("with parentheses", uncalled.Message, StringComparison.Ordinal);
        Assert.Contains("can only be read", init.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proxy_ComparedShownAndListed_MakesNoCall()
    {
        dynamic counter = await Client.CreateDynamicAsync("counter", null, new() { Name = "one" });
        dynamic same = await Client.GetDynamicAsync("one");
        dynamic other = await Client.CreateDynamicAsync("counter");
        long calls = Client.Statistics.CallsSent;

        Assert.True(counter.Equals(same));
        Assert.Equal((int)counter.GetHashCode(), (int)same.GetHashCode());
        Assert.False(counter.Equals(other));
        Assert.StartsWith(typeof(Counter).FullName, (string)counter.ToString(), StringComparison.Ordinal);
        Assert.Contains("RunAsync", MemberNames((object)counter));
        Assert.Throws<RuntimeBinderException>(() => { foreach (object _ in counter) { } });
        Assert.Equal(calls, Client.Statistics.CallsSent);
    }

    [Fact]
    public async Task Proxy_DisposedOfOrReleased_GivesTheObjectBack()
    {
        dynamic released = await Client.CreateDynamicAsync("counter");
        await Client.ReleaseAsync((object)released);
        await using (dynamic disposed = await Client.CreateDynamicAsync("counter"))
        {
            Assert.Equal(1, Server.Objects.Count);
        }

        await Client.ListAsync();

        Assert.Equal(0, Server.Objects.Count);
        Assert.Throws<ObjectGoneException>(() => { _ = released.Value; });
    }

    [Fact]
    public async Task Creation_MisspeltOrRefused_SaysWhatThereIs()
    {
        TypeNotRegisteredException misspelt = await Assert.ThrowsAsync<TypeNotRegisteredException>(() => Client.CreateDynamicAsync("conter"));
        await Assert.ThrowsAsync<ArgumentException>(() => Client.CreateDynamicAsync("counter", ["x"]));
        await Assert.ThrowsAsync<ArgumentException>(() => Client.CreateDynamicAsync("counter", null, new() { Type = "viewed" }));
        await Assert.ThrowsAsync<ObjectNotFoundException>(() => Client.GetDynamicAsync("nobody"));

        Assert.Equal("counter", misspelt.Candidates[0]);
    }

    protected override void Share(ObjectServerBuilder server) => server
        .AddType<Counter>("counter", members => members.Public().Except("Reset").Returns("Child", "viewed").Returns("FindAsync", "viewed"))
        .AddType<Counter>("viewed", members => members.Only("Value"), ObjectConcurrency.Concurrent)
        .AddType<Keeper>("keeper", members => members.Public().Returns("Full", "counter").Returns("Viewed", "viewed"));

    private static IEnumerable<string> MemberNames(object proxy) => ((System.Dynamic.IDynamicMetaObjectProvider)proxy)
        .GetMetaObject(System.Linq.Expressions.Expression.Constant(proxy)).GetDynamicMemberNames();

    private T Instance<T>() => Server.Objects.All.Select(shared => shared.Instance).OfType<T>().Single();

    private sealed class Reports : IProgress<int>
    {
        public List<int> All { get; } = [];

        public void Report(int value) => All.Add(value);
    }
}
