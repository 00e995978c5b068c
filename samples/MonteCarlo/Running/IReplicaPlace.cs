using MonteCarlo.Callers;
using MonteCarlo.Exchange;
using MonteCarlo.Model;

namespace MonteCarlo.Running;

/// <summary>Where the replicas of a run live, and who calls them. Disposing it ends the replicas, the callers and an own server.</summary>
internal interface IReplicaPlace : IAsyncDisposable
{
    /// <summary>What to call the place in a caption.</summary>
    string Name { get; }

    /// <summary>The replicas, coldest first.</summary>
    IReadOnlyList<IReplica> Replicas { get; }

    /// <summary>The callers.</summary>
    CallerGroup Callers { get; }

    /// <summary>Who sets the temperatures of replicas that have exchanged.</summary>
    IExchanger Exchanger { get; }

    /// <summary>Ends the callers and counts the bytes that they and this process sent and received.</summary>
    Task<long> EndCallersAsync();
}
