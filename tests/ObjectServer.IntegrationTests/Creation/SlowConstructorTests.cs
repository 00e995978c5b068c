using Microsoft.Extensions.DependencyInjection;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Creation;

public sealed class SlowConstructorTests : ConnectedTests
{
    private readonly VesselGate _gate = new();

    protected override void Share(ObjectServerBuilder server)
    {
        server.Services.AddSingleton(_gate);
        server.AddType<IVessel, Vessel>("vessel").AddType<IVessel, GatedVessel>("gated").AddObject<IVessel>("given", new Vessel(3));
    }

    [Fact]
    [Trait("Conformance", "P-23")]
    public async Task SlowConstructor_OfOneClient_HoldsUpNothingOfAnother()
    {
        Task<IVessel> making = Client.CreateAsync<IVessel>(options: new CreateOptions { Type = "gated", Name = "behind" });
        await _gate.ArrivedAsync(Guard);

        await using ObjectClient other = await Server.ConnectAsync().WaitAsync(Guard);
        IVessel made = await other.CreateAsync<IVessel>([3], new CreateOptions { Type = "vessel", Name = "beside" }).WaitAsync(Guard);
        string said = made.Made;
        IVessel found = await other.GetAsync<IVessel>("given").WaitAsync(Guard);
        await other.ReleaseAsync(found).WaitAsync(Guard);
        IReadOnlyList<SharedObjectInfo> all = await other.ListAsync().WaitAsync(Guard);
        await other.DeleteAsync("beside").WaitAsync(Guard);
        bool held = !making.IsCompleted;
        _gate.Open();

        Assert.True(held);
        Assert.Equal("int 3", said);
        Assert.Equal(["given", "beside"], all.Select(info => info.Name));
        Assert.Equal("behind the gate", (await making.WaitAsync(Guard)).Made);
    }

    [Fact]
    public async Task SlowConstructors_OfOneClass_RunTogether()
    {
        var gated = new CreateOptions { Type = "gated" };
        await using ObjectClient other = await Server.ConnectAsync();
        Task<IVessel>[] making = [Client.CreateAsync<IVessel>(options: gated), other.CreateAsync<IVessel>(options: gated)];

        await _gate.ArrivedAsync(Guard);
        await _gate.ArrivedAsync(Guard);
        _gate.Open();

        Assert.Equal(2, (await Task.WhenAll(making).WaitAsync(Guard)).Distinct().Count());
    }
}
