using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.SharedTypes;

public sealed class NamespaceTests : ConnectedTests
{
    public sealed record Place(string Name, double Height);

    protected override void Share(ObjectServerBuilder server)
    {
    }

    [Fact]
    [Trait("Conformance", "C-059")]
    public async Task Attributes_AreSetReadAndDeleted_AndThoseWithAnUnderscoreStayHere()
    {
        SharedNamespace shared = await Client.CreateNamespaceAsync("settings");
        dynamic ns = shared;
        ns.name = "Bob";
        ns.job = "Builder";
        ns._hidden = "hidden";
        Assert.Equal(("Bob", "Builder", "hidden"), ((string)ns.name, (string)ns.job, (string)ns._hidden));
        Assert.True(await shared.DeleteAsync("job"));
        Assert.False(await shared.DeleteAsync("job"));
        Assert.False(await shared.ContainsAsync("job"));
        Assert.True(await shared.ContainsAsync("name"));
        KeyNotFoundException e = Assert.Throws<KeyNotFoundException>(() => ns.job);
        Assert.Contains("job", e.Message, StringComparison.Ordinal);
        Assert.Equal(["name"], (await shared.ListAsync()).Keys);

        await using ObjectClient other = await Server.ConnectAsync();
        SharedNamespace theirs = await other.GetNamespaceAsync("settings");
        Assert.Equal("Bob", await theirs.GetAsync<string>("name"));
        Assert.False(await theirs.ContainsAsync("_hidden"));
        await Assert.ThrowsAsync<ArgumentException>(() => theirs.Contract.SetAsync("_hidden", new NamespaceValue(NamespaceKind.Null, "null")));
    }

    [Fact]
    [Trait("Conformance", "C-067")]
    public async Task AttributesOfAnyKind_AreReadAsTheyWereWritten()
    {
        SharedNamespace shared = await Client.GetOrCreateNamespaceAsync("kinds");
        object[] values =
        [
            true, 3, 4L, 5UL, 1.5f, double.NaN, 2.0, 3.5m, 'x', "text", Guid.NewGuid(), new DateTime(2030, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), TimeSpan.FromMilliseconds(1.5),
        ];
        dynamic mine = shared;
        await using ObjectClient other = await Server.ConnectAsync();
        dynamic theirs = await other.GetNamespaceAsync("kinds");
        foreach (object value in values)
        {
            mine.x = value;
            Assert.Equal(value, (object)theirs.x);
        }

        mine.x = null;
        Assert.Null((object?)theirs.x);
        mine.x = new byte[] { 1, 2 };
        Assert.Equal([1, 2], (byte[])theirs.x);
        int three = mine.y = 3;
        double number = theirs.y;
        Assert.Equal((3, 3.0), (three, number));
        mine.place = new Place("top", 2.5);
        Assert.Equal(new Place("top", 2.5), ((SharedNamespace)theirs).Get<Place>("place"));
        Assert.Equal("top", theirs.place.GetProperty("Name").GetString());
    }

    [Fact]
    public async Task WhatCannotBeAnAttribute_IsTold()
    {
        SharedNamespace shared = await Client.CreateNamespaceAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => shared.SetAsync("", 1));
        await Assert.ThrowsAsync<ArgumentException>(() => shared.SetAsync(new string('a', 257), 1));
        await Assert.ThrowsAsync<ArgumentException>(() => shared.SetAsync("a", new Action(static () => { })));
        await Assert.ThrowsAsync<ArgumentException>(() => shared.SetAsync("a", shared.Contract));
        await Assert.ThrowsAsync<ArgumentException>(() => shared.Contract.SetAsync("a", new NamespaceValue(NamespaceKind.Json, "{")));
        await Assert.ThrowsAsync<ArgumentException>(() => shared.Contract.SetAsync("a", new NamespaceValue((NamespaceKind)99, "1")));
        await shared.SetAsync("a", "text");
        Assert.Throws<InvalidCastException>(() => shared.Get<int>("a"));
        Assert.Equal(1, shared.Contract.Count);
    }
}
