using ObjectServer.Client;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Proxies.Cancelling;

/// <summary>Tokens of requests that have ended: what they gave lives on without them.</summary>
public sealed class EarlierTokenTests : ConnectedTests
{
    [Fact]
    public async Task TokenOfConnecting_CancelledLater_EndsNothing()
    {
        using var cancel = new CancellationTokenSource();
        await using ObjectClient client = await ObjectClient.ConnectAsync(Server.Address, null, cancel.Token);
        ICalculator calculator = await client.CreateAsync<ICalculator>();

        await cancel.CancelAsync();

        Assert.Equal(3, calculator.Add(1, 2));
        Assert.Single(await client.ListAsync());
        Assert.Equal(7, await calculator.Child("child").AddAsync(3, 4));
    }

    [Fact]
    public async Task TokenOfCreating_CancelledLater_EndsNoCallOfTheObject()
    {
        using var cancel = new CancellationTokenSource();
        ICalculator calculator = await Client.CreateAsync<ICalculator>(cancel: cancel.Token);

        await cancel.CancelAsync();

        Assert.Equal(3, calculator.Add(1, 2));
        Assert.Equal(7, await calculator.AddAsync(3, 4));
    }

    protected override void Share(ObjectServerBuilder server) => server.AddType<ICalculator, Calculator>();
}
