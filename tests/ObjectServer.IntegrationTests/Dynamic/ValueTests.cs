using System.Numerics;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Dynamic;

/// <summary>Values and references that cross through a dynamic proxy of an object with a contract.</summary>
public sealed class ValueTests : ConnectedTests
{
    [Fact]
    public async Task Numbers_OfOtherTypes_BecomeTheDeclaredOnesWithoutLoss()
    {
        dynamic shelf = await Client.CreateDynamicAsync("shelf");

        shelf.Level = 3;
        shelf.Narrow = 0.5;
        shelf.Wide = 7;
        shelf.Price = 12;
        shelf.Huge = ulong.MaxValue;
        shelf.Day = DayOfWeek.Friday;

        Assert.Equal((3.0, 0.5f, 7UL, 12m), ((double)shelf.Level, (float)shelf.Narrow, (ulong)shelf.Wide, (decimal)shelf.Price));
        Assert.Equal(new BigInteger(ulong.MaxValue), (BigInteger)shelf.Huge);
        Assert.Equal(5L, (object)shelf.Day);
        Assert.Throws<ArgumentException>(() => { shelf.Narrow = 0.1; });
        Assert.Throws<ArgumentException>(() => { shelf.Wide = -1; });
        Assert.Throws<ArgumentException>(() => { shelf.Level = "3"; });
        Assert.Throws<ArgumentException>(() => { shelf.Level = long.MaxValue; });
        Assert.Throws<ArgumentException>(() => { shelf.Level = null; });
    }

    [Fact]
    public async Task Values_OfTypesThatAreTheSameEverywhere_AreThese()
    {
        dynamic shelf = await Client.CreateDynamicAsync("shelf");
        var id = Guid.NewGuid();
        var when = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.FromHours(2));

        shelf.Id = id;
        shelf.When = when;
        shelf.Numbers = new[] { 1.5, 2.5 };
        shelf.Grid = new[,] { { 1, 2 }, { 3, 4 } };
        shelf.Bytes = new ReadOnlyMemory<byte>([1, 2]);

        Assert.Equal(id, (Guid)shelf.Id);
        Assert.Equal(when, (DateTimeOffset)shelf.When);
        Assert.Equal([1, 2], (byte[])shelf.Bytes);
        Assert.Equal(new[,] { { 1, 2 }, { 3, 4 } }, (int[,])shelf.Grid);
        double sum = 0;
        foreach (double number in shelf.Numbers) sum += number;
        Assert.Equal(4, sum);
        Assert.Throws<ArgumentException>(() => { shelf.Numbers = new[] { 1, 2 }; });
    }

    [Fact]
    public async Task Record_ReadAndWritten_IsAnObjectWithItsProperties()
    {
        dynamic shelf = await Client.CreateDynamicAsync("shelf");

        shelf.Part = new { Name = "gear", Sizes = new[] { 1, 2 }, Weight = 0.1, Inner = new Part("tooth", [], 2) };
        dynamic part = shelf.Part;
        string put = shelf.Put(part, copies: 3);

        Assert.Equal("gear", (string)part.Name);
        Assert.Equal(new object[] { 1L, 2L }, (object[])part.Sizes);
        Assert.Equal(0.1, (double)part.Weight);
        Assert.Equal("tooth", (string)part.Inner.Name);
        Assert.Null(part.Inner.Inner);
        Assert.Equal("3 gear 1+2", put);
    }

    [Fact]
    public async Task Proxy_AsArgumentAndResult_IsTheObjectItself()
    {
        dynamic first = await Client.CreateDynamicAsync("shelf");
        IShelf second = await Client.CreateAsync<IShelf>();
        second.Level = 2;

        first.Next = second;
        dynamic next = first.Next;
        dynamic self = await first.SelfAsync();
        first.Next = next;

        Assert.Equal(2.0, (double)next.Level);
        Assert.True(next.Equals(second));
        Assert.True(self.Equals(first));
        Assert.Throws<ArgumentException>(() => { first.Next = new object(); });
        var own = new Shelf();
        first.Next = own;
        Assert.Same(own, first.Next);
        first.Next = null;
        Assert.Null(first.Next);
    }

    [Fact]
    public async Task Proxies_WithinCollections_AreReferences()
    {
        dynamic shelf = await Client.CreateDynamicAsync("shelf");
        IShelf other = await Client.CreateAsync<IShelf>();
        shelf.Next = other;

        var seen = new List<object>();
        foreach (dynamic one in shelf.All) seen.Add(one);
        int count = shelf.CountOf(new Dictionary<string, object> { ["a"] = shelf, ["b"] = other, ["c"] = seen[0] });

        Assert.Equal([(object)shelf, other, (object)shelf], seen);
        Assert.Equal(2, count);
        Assert.Equal(2, Server.Objects.Count);
    }

    [Fact]
    public async Task References_OfDynamicProxies_AreGivenBackOnceForEachTimeTheyCame()
    {
        dynamic shelf = await Client.CreateDynamicAsync("shelf");
        foreach (dynamic one in shelf.All) await Client.ReleaseAsync((object)one);

        Assert.Equal(0.0, (double)shelf.Level);
        await Client.ReleaseAsync((object)shelf);

        Assert.Equal(0, Server.Objects.Count);
    }

    [Fact]
    public async Task ConstructorArgument_ThatIsADynamicProxy_IsTheObject()
    {
        dynamic shelf = await Client.CreateDynamicAsync("shelf");
        shelf.Level = 9;

        dynamic holder = await Client.CreateDynamicAsync("holder", [shelf]);

        Assert.Equal(9.0, (double)holder.Held.Level);
    }

    [Fact]
    public async Task Proxy_SerializedByAStranger_IsRefused()
    {
        object shelf = await Client.CreateDynamicAsync("shelf");
        long calls = Client.Statistics.CallsSent;

        Assert.Throws<System.Text.Json.JsonException>(() => System.Text.Json.JsonSerializer.Serialize(shelf));
        Assert.Equal(calls, Client.Statistics.CallsSent);
    }

    [Fact]
    public async Task Member_ThatThrows_FailsAsForTypedProxies()
    {
        dynamic shelf = await Client.CreateDynamicAsync("shelf");

        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => { shelf.Fail("full"); });

        Assert.Equal("full", thrown.Message);
    }

    protected override void Share(ObjectServerBuilder server) => server
        .AddType<IShelf, Shelf>("shelf")
        .AddType<Holder>("holder", members => members.Public());
}
