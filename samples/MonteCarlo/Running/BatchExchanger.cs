using MonteCarlo.Exchange;
using MonteCarlo.Model;
using ObjectServer.Client;

namespace MonteCarlo.Running;

/// <summary>For replicas in a server: one message sets all temperatures, and others who look at the replicas see those before or those after it.</summary>
/// <param name="client">Whose proxies the replicas are.</param>
internal sealed class BatchExchanger(ObjectClient client) : IExchanger
{
    /// <inheritdoc/>
    public Task MoveAsync(IReadOnlyList<(IReplica Replica, double Temperature)> moves, CancellationToken cancel)
    {
        ObjectBatch batch = client.Batch(new BatchOptions { Atomic = true });
        foreach ((IReplica replica, double temperature) in moves)
            batch.Add(replica, one => one.Temperature = temperature);

        return batch.RunAsync(cancel);
    }
}
