using System.Dynamic;
using System.Linq.Expressions;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Proxies.Members;

namespace ObjectServer.IntegrationTests.Dynamic;

/// <summary>Variables, type arguments and keys of several parts, by dynamic proxies.</summary>
public sealed class DynamicMemberTests : ConnectedTests
{
    [Fact]
    public async Task Variables_OfACall_HoldWhatItLeaves()
    {
        dynamic ticker = await Client.CreateDynamicAsync("ticker");
        string trail = "read";

        bool first = ticker.TryRead("12", out int number, ref trail);
        bool second = ticker.TryRead("x", out object any, trail: ref trail);
        bool third = ticker.TryRead("7", value: out long wide, trail: ref trail);

        Assert.Equal((true, 12, false, (object)0), (first, number, second, any));
        Assert.Equal((true, 7L), (third, wide));
        Assert.Equal("read 12 x 7", trail);
    }

    [Fact]
    public async Task Variables_OfEveryKind_HoldWhatACallLeaves()
    {
        dynamic byRef = await Client.CreateDynamicAsync("by-ref");
        (int left, int right) = (1, 2);
        var id = Guid.NewGuid();
        string? text = null;
        dynamic? other = byRef;

        byRef.Swap(ref left, ref right);
        string seen = byRef.Mix(1, ref text, id, out double[] values, 2, ref other, out object pair);
        bool found = byRef.TryFind(true, out dynamic itself);

        Assert.Equal((2, 1), (left, right));
        Assert.Equal($"1 null {id} 2 True", seen);
        Assert.Equal("given", text);
        Assert.Equal([1, 2], values);
        Assert.Null((object?)other);
        Assert.IsType<ExpandoObject>(pair);
        Assert.True(found);
        Assert.Same((object)byRef, (object)itself);
    }

    [Fact]
    public async Task Variable_BesideAnObjectReturnedAsARegisteredType_HoldsWhatACallLeaves()
    {
        dynamic ticker = await Client.CreateDynamicAsync("ticker");
        ticker.Ticked += (Action<int>)(_ => { });

        dynamic twin = ticker.Twin(out int handlers);

        Assert.Equal(1, handlers);
        Assert.Equal(0, twin.Handlers);
    }

    [Fact]
    public async Task Variable_OfACallThatFails_StaysAsItWas()
    {
        dynamic ticker = await Client.CreateDynamicAsync("ticker");
        int value = 5;

        Assert.Throws<InvalidOperationException>(() => { ticker.Fail(ref value); });

        Assert.Equal(5, value);
    }

    [Fact]
    public async Task Overloads_ByVariableAndByValue_AreToldApart()
    {
        dynamic ticker = await Client.CreateDynamicAsync("ticker");
        int variable = 3;

        string byValue = ticker.Take(variable);
        string byVariable = ticker.Take(ref variable);

        Assert.Equal(("value 3", "variable 3", 4), (byValue, byVariable, variable));
    }

    [Fact]
    public async Task Variable_ThatDoesNotFit_IsRefusedWithTheReason()
    {
        dynamic ticker = await Client.CreateDynamicAsync("ticker");
        string trail = "";

        string byValue = Refused(() => ticker.TryRead("1", 0, ref trail));
        string unwanted = Refused(() => ticker.Integrate((Func<double, double>)(x => x), ref trail, 1));
        string type = Refused(() => ticker.TryRead("1", out DateTime _, ref trail));

        Assert.Contains("value is out: pass a variable, as in out value", byValue, StringComparison.Ordinal);
        Assert.Contains("from is taken by value: pass it without ref or out", unwanted, StringComparison.Ordinal);
        Assert.Contains("value (System.Int32) cannot be put in a variable of type System.DateTime", type, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GenericMethod_IsCalledForTheTypesGiven()
    {
        dynamic generics = await Client.CreateDynamicAsync("generics");

        object real = generics.Echo<double>(3);
        object text = generics.Echo<string>("a");
        object name = generics.NameOf<DateOnly>();
        object none = generics.Default<int?>();
        object late = await generics.EchoAsync<long>(4, true);
        object converted = generics.Convert<int, string>(12);
        object grid = generics.Grid<int>(7);
        int size = generics.SizeOf<short>(new short[] { 1, 2 });
        double sum = generics.Sum<double>(new[] { 1.5, 2.5 });
        object first = generics.First<int>(new[] { 9, 8 });
        object pair = generics.Pair<string, int>("a", 1);

        Assert.Equal(3.0, real);
        Assert.Equal("a", text);
        Assert.Equal(nameof(DateOnly), name);
        Assert.Null(none);
        Assert.Equal(4L, late);
        Assert.Equal("12", converted);
        Assert.Equal(new[,] { { 7 } }, grid);
        Assert.Equal((4, 4.0), (size, sum));
        Assert.Equal(9, first);
        Assert.Equal(1L, ((dynamic)pair).a);
    }

    [Fact]
    public async Task GenericMethod_ForAContract_GivesItsProxy()
    {
        dynamic generics = await Client.CreateDynamicAsync("generics");

        IProperties found = generics.Find<IProperties>("one");

        Assert.Equal("one", found.Text);
    }

    [Fact]
    public async Task GenericMethod_WithReportsAndVariables_TakesThem()
    {
        dynamic generics = await Client.CreateDynamicAsync("generics");
        dynamic byRef = await Client.CreateDynamicAsync("by-ref");
        var reports = new List<int>();
        string place = "before";

        object repeated = await generics.RepeatAsync<int>(4, 3, new Reports(reports));
        string before = byRef.Exchange<string>(ref place, "after", out string[] both);

        Assert.Equal(new object[] { 4L, 4L, 4L }, (object[])repeated);
        Assert.Equal([4, 4, 4], reports);
        Assert.Equal(("before", "after"), (before, place));
        Assert.Equal(["before", "after"], both);
    }

    [Fact]
    public async Task GenericMethod_CalledWrongly_SaysHow()
    {
        dynamic generics = await Client.CreateDynamicAsync("generics");

        string none = Refused(() => generics.Echo(1));
        string two = Refused(() => generics.Echo<int, int>(1));
        string plain = Refused(() => generics.SelfAsync<int>(true));
        TypeNotRegisteredException unknown = Assert.Throws<TypeNotRegisteredException>(() => { generics.Echo<Part>(new Part("a", [], 1)); });
        ArgumentEncodingException constraint = Assert.Throws<ArgumentEncodingException>(() => { generics.SizeOf<string>(new[] { "a" }); });

        Assert.Contains("write them, as in d.Echo<double>(…)", none, StringComparison.Ordinal);
        Assert.Contains("it takes 1 type arguments, and 2 were given", two, StringComparison.Ordinal);
        Assert.Contains("it takes 0 type arguments, and 1 were given", plain, StringComparison.Ordinal);
        Assert.Contains("Part", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("unmanaged", constraint.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Indexers_OfSeveralKeys_AreToldApartAndNamed()
    {
        dynamic ticker = await Client.CreateDynamicAsync("ticker");

        ticker[1, "a"] = 2;
        ticker[column: "b", row: 1] = 3.5;
        ticker[1, column: "c"] = 4;

        Assert.Equal((2.0, 3.5, 4.0), ((double)ticker[1, "a"], (double)ticker[row: 1, column: "b"], (double)ticker[1, "c"]));
        Assert.Equal("named x", ticker["x"]);
        Assert.Throws<ArgumentException>(() => { ticker[1] = 2; });
        Assert.Throws<ArgumentException>(() => { ticker[1, "a", 2] = 2; });
        Assert.Throws<ArgumentException>(() => { ticker[1, colunm: "a"] = 2; });
        Assert.Throws<ArgumentException>(() => { ticker["x"] = "y"; });
    }

    [Fact]
    public async Task MemberNames_AreThoseOfAllThatCanBeUsed()
    {
        object ticker = await Client.CreateDynamicAsync("ticker");
        object generics = await Client.CreateDynamicAsync("generics");

        IEnumerable<string> names = MemberNames(ticker);

        Assert.Equal(
            [
                "Adder", "Apply", "AreSame", "AskAsync", "Change", "Changed", "Each", "Fail", "Handlers", "Integrate", "Move", "Moved", "Name", "Named", "Stop",
                "Stopped", "Take", "Tick", "Ticked", "TryRead", "Twin",
            ],
            names);
        Assert.Contains("Echo", MemberNames(generics));
    }

    protected override void Share(ObjectServerBuilder server) => server
        .AddType<Ticker>("ticker", members => members.Public().Returns("Twin", "ticker"))
        .AddType<IByRef, ByRef>("by-ref")
        .AddType<IProperties, Properties>("properties")
        .AddType<IGenerics, Generics>("generics");

    private static string Refused(Action call) => Assert.Throws<ArgumentException>(call).Message;

    private static IEnumerable<string> MemberNames(object proxy) =>
        ((IDynamicMetaObjectProvider)proxy).GetMetaObject(Expression.Constant(proxy)).GetDynamicMemberNames();

    private sealed class Reports(List<int> all) : IProgress<int>
    {
        public void Report(int value) => all.Add(value);
    }
}
