using Microsoft.Extensions.DependencyInjection;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Proxies.Disposing;

/// <summary>Disposing of a proxy gives its reference back; what becomes of the object is the server's affair.</summary>
public sealed class DisposalTests : ConnectedTests
{
    private readonly House _house = new();

    protected override void Share(ObjectServerBuilder server)
    {
        server.Services.AddSingleton(_house);
        server.AddType<ILamp, Lamp>().AddType<IHeater, Heater>();
    }

    [Fact]
    public async Task UsingBlock_OverAnUnnamedObject_LetsItGo()
    {
        using (IHeater heater = await Client.CreateAsync<IHeater>())
        {
            Assert.Equal(21, heater.Degrees);
            Assert.Equal(0, _house.Count);
        }

        Assert.Equal("synchronously", await _house.NextAsync(Guard));
        Assert.Empty(await Client.ListAsync());
        Assert.Equal(1, _house.Count);
    }

    [Fact]
    public async Task AwaitUsingBlock_OverAnUnnamedObject_LetsItGo()
    {
        await using (ILamp lamp = await Client.CreateAsync<ILamp>())
        {
            Assert.True(await lamp.SwitchAsync());
            Assert.Equal(0, _house.Count);
        }

        Assert.Equal("asynchronously", await _house.NextAsync(Guard));
        Assert.Empty(await Client.ListAsync());
        Assert.Equal(1, _house.Count);
    }

    [Fact]
    public async Task Dispose_OfANamedObjectsProxy_LeavesTheObjectAlone()
    {
        ILamp lamp = await Client.CreateAsync<ILamp>(options: new() { Name = "hall" });
        await lamp.SwitchAsync();
        long before = Client.Statistics.CallsSent;

        lamp.Dispose();

        Assert.Equal(before, Client.Statistics.CallsSent);
        Assert.True((await Client.GetAsync<ILamp>("hall")).IsOn);
        Assert.Equal(0, _house.Count);
    }

    [Fact]
    public async Task Dispose_CalledAgain_DoesNothing()
    {
        ILamp lamp = await Client.CreateAsync<ILamp>(options: new() { Name = "hall" });
        await using ObjectClient other = await Server.ConnectAsync();
        ILamp kept = await other.GetAsync<ILamp>("hall");

        lamp.Dispose();
        await lamp.DisposeAsync();
        lamp.Dispose();
        await Client.ReleaseAsync(lamp);

        Assert.False(kept.IsOn);
        Assert.Equal(1, Assert.Single(await Client.ListAsync()).References);
    }

    [Fact]
    public async Task Dispose_OfAProxyThatWasGotTwice_LetsGoOnce()
    {
        ILamp created = await Client.CreateAsync<ILamp>(options: new() { Name = "hall" });
        ILamp got = await Client.GetAsync<ILamp>("hall");

        created.Dispose();
        Assert.False(got.IsOn);
        await got.DisposeAsync();

        Assert.Throws<ObjectGoneException>(() => got.IsOn);
        Assert.Equal(0, Assert.Single(await Client.ListAsync()).References);
    }

    [Fact]
    public async Task DisposedProxy_Used_IsGone()
    {
        ILamp lamp = await Client.CreateAsync<ILamp>();
        ILamp other = await Client.CreateAsync<ILamp>();
        ObjectReference reference = Client.ReferenceOf(lamp);
        lamp.Dispose();
        long before = Client.Statistics.CallsSent;

        var thrown = Assert.Throws<ObjectGoneException>(() => lamp.IsOn);
        Task<bool> switching = lamp.SwitchAsync();
        await Assert.ThrowsAsync<ObjectGoneException>(() => switching);
        Assert.Throws<ObjectGoneException>(() => other.IsSameAs(lamp));

        Assert.Equal(reference, thrown.Reference);
        Assert.Equal(reference, Client.ReferenceOf(lamp));
        Assert.Equal(before, Client.Statistics.CallsSent);
    }

    [Fact]
    public async Task Dispose_AfterTheClientsEnd_DoesNothing()
    {
        ObjectClient other = await Server.ConnectAsync();
        ILamp lamp = await other.CreateAsync<ILamp>();
        IHeater heater = await other.CreateAsync<IHeater>();

        await other.DisposeAsync();
        lamp.Dispose();
        await lamp.DisposeAsync();
        heater.Dispose();

        string[] disposals = [await _house.NextAsync(Guard), await _house.NextAsync(Guard)];
        Assert.Equal(["asynchronously", "synchronously"], disposals.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Dispose_WhileACallRuns_LetsItEnd()
    {
        ILamp lamp = await Client.CreateAsync<ILamp>();

        Task<bool>[] switching = [.. Enumerable.Range(0, 101).Select(_ => lamp.SwitchAsync())];
        lamp.Dispose();
        bool[] states = await Task.WhenAll(switching).WaitAsync(Guard);

        Assert.True(states[^1]);
        Assert.Equal("asynchronously", await _house.NextAsync(Guard));
    }

    [Fact]
    public async Task Proxy_OfAContractThatIsOnlyDisposable_IsAsyncDisposableToo()
    {
        IHeater heater = await Client.CreateAsync<IHeater>();

        await ((IAsyncDisposable)heater).DisposeAsync();

        Assert.Throws<ObjectGoneException>(() => heater.Degrees);
        Assert.Equal("synchronously", await _house.NextAsync(Guard));
    }
}
