using MonteCarlo.Model;

namespace MonteCarlo.Exchange;

/// <summary>For replicas that nobody else has: one assignment after the other.</summary>
internal sealed class DirectExchanger : IExchanger
{
    /// <inheritdoc/>
    public Task MoveAsync(IReadOnlyList<(IReplica Replica, double Temperature)> moves, CancellationToken cancel)
    {
        foreach ((IReplica replica, double temperature) in moves)
            replica.Temperature = temperature;

        return Task.CompletedTask;
    }
}
