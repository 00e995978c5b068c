using MonteCarlo.Model;
using MonteCarlo.Running;
using ObjectServer.Client;

namespace MonteCarlo.Tests.EndToEnd;

/// <summary>Temperatures that move between replicas in a server, while somebody looks on.</summary>
public sealed class BatchExchangerTests
{
    private const int Rounds = 300;

    private static readonly double[] Temperatures = [1.5, 2, 2.5, 3];
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Move_WhileAnotherClientLooks_ShowsEachTemperatureOnce()
    {
        await using LocalServer server = await LocalServer.StartAsync(new() { Assemblies = [typeof(IsingReplica).Assembly.Location] });
        await using ObjectClient client = await server.ConnectAsync();
        await using ObjectClient onlooker = await server.ConnectAsync();
        IReplica[] replicas = await Task.WhenAll(Temperatures.Select((temperature, i) => client.CreateAsync<IReplica>([4, temperature, (ulong)i])));
        IReplica[] seen = [.. replicas.Select(replica => onlooker.Attach<IReplica>(client.ReferenceOf(replica)))];

        var exchanger = new BatchExchanger(client);
        Task moving = Task.Run(async () =>
        {
            for (int round = 1; round <= Rounds; round++)
                await exchanger.MoveAsync([.. replicas.Select((replica, i) => (replica, Temperatures[(i + round) % replicas.Length]))], CancellationToken.None);
        });
        int looks = 0;
        for (; !moving.IsCompleted; looks++)
        {
            ObjectBatch look = onlooker.Batch(new BatchOptions { Atomic = true });
            BatchResult<double>[] found = [.. seen.Select(replica => look.Add(replica, one => one.Temperature))];
            await look.RunAsync().WaitAsync(Guard);
            Assert.Equal(Temperatures, found.Select(temperature => temperature.Value).Order());
        }

        await moving.WaitAsync(Guard);
        Assert.True(looks > 1);
        Assert.Equal(Temperatures.Select((_, i) => Temperatures[(i + Rounds) % replicas.Length]), replicas.Select(replica => replica.Temperature));
    }
}
