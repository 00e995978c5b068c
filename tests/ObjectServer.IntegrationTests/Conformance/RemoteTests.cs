using System.Security.Cryptography;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.KilledClients;
using ObjectServer.IntegrationTests.Programs;

namespace ObjectServer.IntegrationTests.Conformance;

/// <summary>Clients in other processes, and the ends of connections.</summary>
public sealed class RemoteTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Fact]
    [Trait("Conformance", "C-107")]
    public async Task Values_PutByAnotherProcessThatHasTheKey_ArriveAsTheyAre()
    {
        string key = RandomNumberGenerator.GetHexString(64);
        await using TestServer server = await TestServer.StartAsync(
            builder => builder.AddObject<ILetterBox>("box", new LetterBox()), options => options.AuthKey = key);
        await using ObjectClient parent = await server.ConnectAsync(new ObjectClientOptions { AuthKey = key });
        ILetterBox box = await parent.GetAsync<ILetterBox>("box");

        await using VictimProcess child = VictimProcess.Start(PuttingClient.Mode, server.Address, key);

        Assert.Equal("hello null True 2.25 00FF 1a", await box.TakeAsync().WaitAsync(Guard));
        Assert.Equal("hallå väärld 世界 🙂  False NaN  -1", await box.TakeAsync().WaitAsync(Guard));
        Assert.Equal(nameof(ArgumentEncodingException), await child.ReadLineAsync());
        Assert.Equal("last null True 0 01 0", await box.TakeAsync().WaitAsync(Guard));
        await child.WaitForExitAsync();
        await Assert.ThrowsAsync<AuthenticationFailedException>(
            () => server.ConnectAsync(new ObjectClientOptions { AuthKey = RandomNumberGenerator.GetHexString(64) }).WaitAsync(Guard));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Conformance", "P-07")]
    public async Task Call_AfterOneThatCtrlCInterrupted_GetsItsOwnAnswer(bool socketLink)
    {
        await using TestServer server = await TestServer.StartAsync(builder => builder.AddType<ISlowAnswer, SlowAnswer>(), socketLink: socketLink);
        await using ObjectClient client = await server.ConnectAsync();
        ISlowAnswer slow = await client.GetOrCreateAsync<ISlowAnswer>("slow");
        await using VictimProcess child = VictimProcess.Start(InterruptedClient.Mode, server.Address);
        Assert.Equal("ready", await child.ReadLineAsync());
        await slow.BegunAsync().WaitAsync(Guard);

        child.Send(Signals.Interrupt);

        Assert.Equal(nameof(OperationCanceledException), await child.ReadLineAsync());
        Assert.Equal(nameof(TimeoutException), await child.ReadLineAsync());
        Assert.Equal("4", await child.ReadLineAsync());
        for (int i = 0; i < 100; i++) Assert.Equal($"{i}", await child.ReadLineAsync());
        await child.WaitForExitAsync();
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [Trait("Conformance", "C-115")]
    public async Task Server_ThatHasStopped_IsReachedByNobody(bool unixSocket, bool socketLink)
    {
        await using TestServer server = await TestServer.StartAsync(
            builder => builder.AddType<ILetterBox, LetterBox>(), unixSocket: unixSocket, socketLink: socketLink);
        await using ObjectClient client = await server.ConnectAsync();
        ILetterBox box = await client.CreateAsync<ILetterBox>();

        await server.StopAsync().WaitAsync(Guard);

        await Assert.ThrowsAsync<ServerUnavailableException>(() => server.ConnectAsync().WaitAsync(Guard));
        await Assert.ThrowsAnyAsync<ObjectServerException>(() => box.TakeAsync().WaitAsync(Guard));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [Trait("Conformance", "C-116")]
    public async Task Call_OfAClientThatLeavesAtOnce_StillArrives(bool unixSocket, bool socketLink)
    {
        var box = new LetterBox();
        await using TestServer server = await TestServer.StartAsync(
            builder => builder.AddObject<ILetterBox>("box", box), unixSocket: unixSocket, socketLink: socketLink);

        for (int i = 0; i < 20; i++)
        {
            ObjectClient client = await server.ConnectAsync();
            (await client.GetAsync<ILetterBox>("box")).Drop($"letter {i}");
            await client.DisposeAsync();

            Assert.Equal($"letter {i}", await box.TakeAsync().WaitAsync(Guard));
        }
    }
}
