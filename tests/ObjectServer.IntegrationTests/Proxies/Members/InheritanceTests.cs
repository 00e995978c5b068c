using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Proxies.Members;

/// <summary>Inherited interfaces, hidden members, and members whose body the interface gives.</summary>
public sealed class InheritanceTests : ConnectedTests
{
    protected override void Share(ObjectServerBuilder server) => server
        .AddType<IBottom, Bottom>()
        .AddType<IGreeter, Greeter>()
        .AddType<IPoliteGreeter, PoliteGreeter>();

    [Fact]
    public async Task Members_OfADiamond_AreThoseOfTheInterfaceThatDeclaresThem()
    {
        IBottom bottom = await Client.CreateAsync<IBottom>();

        Assert.Equal("bottom", bottom.Bottom());
        Assert.Equal("left", ((ILeft)bottom).Side());
        Assert.Equal("right", ((IRight)bottom).Side());
    }

    [Fact]
    public async Task Members_HiddenByNew_AreBothThere()
    {
        IBottom bottom = await Client.CreateAsync<IBottom>();
        IRoot root = bottom;

        root.Size = 5;

        Assert.Equal("the bottom's", bottom.Root());
        Assert.Equal("the root's", root.Root());
        Assert.Equal(5, root.Size);
        Assert.Equal(50L, ((ILeft)bottom).Size);
    }

    [Fact]
    public async Task Object_GotByAnInheritedContract_IsTheSameObject()
    {
        IBottom bottom = await Client.CreateAsync<IBottom>(options: new() { Name = "diamond" });
        ((IRoot)bottom).Size = 8;

        ILeft left = await Client.GetAsync<ILeft>("diamond");
        IRight right = await Client.GetAsync<IRight>("diamond");

        Assert.Equal(80L, left.Size);
        Assert.Equal("left", left.Side());
        Assert.Equal("right", right.Side());
        Assert.Equal(8, right.Size);
        Assert.Equal<object>(bottom, left);
    }

    [Fact]
    public async Task Bodies_OfTheInterface_RunAtTheObject()
    {
        IGreeter greeter = await CreateAsync();
        long before = Client.Statistics.CallsSent;

        Assert.Equal("at True Greeter", greeter.Place);
        Assert.Equal("greeter says hello to a; greeter says hello to b", greeter.GreetAll("a", "b"));
        Assert.Equal("GREETER SAYS HELLO TO A", greeter.Loud("a"));
        Assert.Equal("greeter says hello to a".Length, await greeter.LengthAsync("a"));
        greeter[2] = "ab";
        Assert.Equal("abababab", greeter[2]);

        Assert.Equal(6, Client.Statistics.CallsSent - before);
    }

    [Fact]
    public async Task Bodies_ThatTheClassReplaces_AreTheClasss()
    {
        IGreeter greeter = await CreateAsync();
        IGreeter polite = await Client.CreateAsync<IPoliteGreeter>();

        Assert.Equal("greeter says hello to a", greeter.Greet("a"));
        Assert.Equal("polite greets a", polite.Greet("a"));
    }

    [Fact]
    public async Task Bodies_ThatAnInheritingInterfaceReplaces_AreThatInterfaces()
    {
        IPoliteGreeter polite = await Client.CreateAsync<IPoliteGreeter>();

        Assert.Equal("polite greets a, politely", polite.Loud("a"));
        Assert.Equal("polite greets a, politely", ((IGreeter)polite).Loud("a"));
    }

    [Fact]
    public async Task Bodies_ThatAreSealed_RunWhereTheyAreCalled()
    {
        IGreeter greeter = await CreateAsync();
        long before = Client.Statistics.CallsSent;

        string here = greeter.Here("a");

        Assert.Equal("*greeter says hello to a* False", here);
        Assert.Equal("static", IGreeter.Static());
        Assert.Equal(1, Client.Statistics.CallsSent - before);
    }

    private Task<IGreeter> CreateAsync() => Client.CreateAsync<IGreeter>(options: new() { Type = "greeter" });
}
