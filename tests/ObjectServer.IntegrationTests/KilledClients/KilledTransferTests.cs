using ObjectServer.Client;

namespace ObjectServer.IntegrationTests.KilledClients;

/// <summary>What a client was in the middle of sending or receiving when it was killed.</summary>
public sealed class KilledTransferTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Kill_OfClientsInTheMiddleOfTransfers_GivesTheirMemoryBack()
    {
        await using IServerOfVictims server = await ProgramServer.StartAsync(unixSocket: true);
        await using ObjectClient client = await ObjectClient.ConnectAsync(server.Address);
        ILedger ledger = await client.GetOrCreateAsync<ILedger>(Ledger.Name);
        var used = new List<long>();

        for (int round = 0; round < 5; round++)
        {
            string key = $"round {round}";
            await client.CreateAsync<IHeld>([$"{key}/shared"], new CreateOptions { Name = $"{key}/shared" });
            await using var victim = VictimProcess.Start(HoldingClient.Mode, server.Address, key);
            Assert.Equal(HoldingClient.Holding, await victim.ReadLineAsync());
            await victim.KillAsync();
            await ledger.ReachedAsync($"{key}/bulk disposed").WaitAsync(Guard);
            used.Add(ledger.MemoryBytes());
        }

        // The first rounds fill the pools of buffers. Of each later one at least what its client had sent would stay.
        Assert.True(used[^1] - used[1] < 2 * StallingLane.BytesSent, string.Join(", ", used));
    }
}
