using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Links;
using ObjectServer.Session;

namespace ObjectServer.IntegrationTests.Embedding;

/// <summary>Clients that need no socket to reach the server of their own process. What every link must do, LinkTests has.</summary>
public sealed class InProcessClientTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Application_ThatIsNotStarted_HasASessionWithItsClient()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddObjectServer().AddType<ICalculator, Calculator>();
        await using WebApplication app = builder.Build();

        await using ObjectClient client = await ObjectClient.ConnectAsync(app, new ObjectClientOptions { ClientName = "inside" });

        Assert.Equal(3, (await client.CreateAsync<ICalculator>()).Add(1, 2));
        ServerSession session = Assert.Single(app.Services.GetRequiredService<SessionTable>().All);
        Assert.Equal(("inside", true), (session.ClientName, session.Client.IsLocal));
    }

    [Fact]
    public async Task Session_WhoseClientIsDisposedOf_EndsAndGivesBackWhatItHeld()
    {
        using IHost host = Build();
        await using ObjectClient other = await ObjectClient.ConnectAsync(host);
        SessionTable sessions = host.Services.GetRequiredService<SessionTable>();
        for (int i = 0; i < 100; i++)
        {
            await using ObjectClient client = await ObjectClient.ConnectAsync(host);
            await client.CreateAsync<ICalculator>();
        }

        await Eventually.EqualAsync(1, () => sessions.Count);
        Assert.Empty(await other.ListAsync());
    }

    [Fact]
    public async Task Host_ThatStops_DrainsItsClients()
    {
        var mill = new Mill();
        using IHost host = Build(server => server.AddObject<IMill>("mill", mill));
        await host.StartAsync();
        await using ObjectClient client = await ObjectClient.ConnectAsync(host);
        IMill proxy = await client.GetAsync<IMill>("mill");
        Task standing = proxy.StandAsync();
        await Eventually.EqualAsync(1, () => mill.Inside);

        Task stopping = host.StopAsync();
        mill.LetGo();

        await standing.WaitAsync(Guard);
        await stopping.WaitAsync(Guard);
        await Assert.ThrowsAsync<ServerUnavailableException>(() => proxy.StandAsync().WaitAsync(Guard));
        var thrown = await Assert.ThrowsAsync<ServerUnavailableException>(() => ObjectClient.ConnectAsync(host).WaitAsync(Guard));
        Assert.Contains("has stopped", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_FlowsWithTheClientsThread_DoesNotReachTheServer()
    {
        var flowing = new AsyncLocal<string> { Value = "the client's" };
        var witness = new Witness(flowing);
        using IHost host = Build(server => server.AddObject<LifeCycle.INote>("witness", witness));
        await using ObjectClient client = await ObjectClient.ConnectAsync(host);

        LifeCycle.INote seen = await client.GetAsync<LifeCycle.INote>("witness");

        // A member that has proved quick runs where frames are read.
        for (int i = 0; i < 300; i++) Assert.Equal("", seen.Text);
        Assert.Equal("the client's", flowing.Value);
    }

    [Fact]
    public async Task Host_WithoutAnObjectServer_IsRefused()
    {
        using IHost host = Host.CreateEmptyApplicationBuilder(null).Build();

        await Assert.ThrowsAsync<InvalidOperationException>(() => ObjectClient.ConnectAsync(host));
        await Assert.ThrowsAsync<ArgumentNullException>(() => ObjectClient.ConnectAsync((IHost)null!));
    }

    private static IHost Build(Action<ObjectServerBuilder>? share = null)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        ObjectServerBuilder server = builder.Services.AddObjectServer().AddType<ICalculator, Calculator>();
        share?.Invoke(server);
        return builder.Build();
    }

    private sealed class Witness(AsyncLocal<string> flowing) : LifeCycle.INote
    {
        public string Text => flowing.Value ?? "";
    }
}
