using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Proxies.Members;

/// <summary>Properties and indexers: each accessor is a call of its own.</summary>
public sealed class PropertyTests : ConnectedTests
{
    protected override void Share(ObjectServerBuilder server) => server.AddType<IProperties, Properties>();

    [Fact]
    public async Task Property_Written_IsReadBack()
    {
        IProperties properties = await Client.CreateAsync<IProperties>();

        properties.Text = "text";
        properties.Numbers = [1.5, 2.5];
        properties.Day = DayOfWeek.Friday;

        Assert.Equal("text", properties.Text);
        Assert.Equal([1.5, 2.5], properties.Numbers);
        Assert.Equal(DayOfWeek.Friday, properties.Day);
        properties.Text = null;
        properties.Day = null;
        Assert.Null(properties.Text);
        Assert.Null(properties.Day);
    }

    [Fact]
    public async Task Property_ReadAndWrittenInOneExpression_IsTwoCalls()
    {
        IProperties properties = await Client.CreateAsync<IProperties>();
        long before = Client.Statistics.CallsSent;

        properties.Text += "more";

        Assert.Equal(2, Client.Statistics.CallsSent - before);
        Assert.Equal("more", properties.Text);
        Assert.Equal(2, properties.Reads);
    }

    [Fact]
    public async Task Property_OnlyReadOrOnlyWritten_ReachesTheObject()
    {
        IProperties properties = await Client.CreateAsync<IProperties>();

        properties.Secret = "12345";

        Assert.Equal(5, properties["secret"]);
        Assert.Equal(0, properties.Reads);
    }

    [Fact]
    public async Task Property_OfAContract_IsAReference()
    {
        IProperties first = await Client.CreateAsync<IProperties>();
        IProperties second = await Client.CreateAsync<IProperties>();

        first.Next = second;
        second.Next = first;

        Assert.Same(second, first.Next);
        Assert.Same(first, first.Next!.Next);
        second.Next = null;
        Assert.Null(first.Next!.Next);
    }

    [Fact]
    public async Task Indexers_OfSeveralKeysAndTypes_AreEachTheirOwn()
    {
        IProperties properties = await Client.CreateAsync<IProperties>();
        var id = new Guid("00112233-4455-6677-8899-aabbccddeeff");

        properties[1, 2] = 1.5;
        properties[2, 1] = 2.5;
        properties[DayOfWeek.Monday, id, null] = "none";
        properties[DayOfWeek.Monday, id, "key"] = null;
        properties[3L] = 33;

        Assert.Equal(1.5, properties[1, 2]);
        Assert.Equal(2.5, properties[2, 1]);
        Assert.Equal("none", properties[DayOfWeek.Monday, id, null]);
        Assert.Null(properties[DayOfWeek.Monday, id, "key"]);
        Assert.Equal(33, properties["abc"]);
        Assert.Throws<KeyNotFoundException>(() => properties[7, 7]);
    }
}
