using MonteCarlo.Model;

namespace MonteCarlo.Exchange;

/// <summary>Gives replicas their new temperatures.</summary>
internal interface IExchanger
{
    /// <summary>All temperatures of a round; nobody sees two replicas at one of them in between.</summary>
    /// <param name="moves">The replicas that have exchanged, and the temperatures that they have now.</param>
    /// <param name="cancel">Gives up; the temperatures may have been set all the same.</param>
    Task MoveAsync(IReadOnlyList<(IReplica Replica, double Temperature)> moves, CancellationToken cancel);
}
