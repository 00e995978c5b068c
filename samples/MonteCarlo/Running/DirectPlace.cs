using MonteCarlo.Callers;
using MonteCarlo.Exchange;
using MonteCarlo.Model;

namespace MonteCarlo.Running;

/// <summary>Replicas as ordinary objects of this process: no server, no wire. What the same run costs without them.</summary>
internal sealed class DirectPlace : IReplicaPlace
{
    /// <summary>Creates the replicas.</summary>
    /// <param name="settings">What is run.</param>
    /// <param name="seeds">Seeds of the replicas.</param>
    /// <param name="meter">Counts the sweeps; null to count nothing.</param>
    public DirectPlace(RunSettings settings, Seeds seeds, SweepMeter? meter = null)
    {
        Replicas = [.. settings.Temperatures.Select((temperature, i) => new IsingReplica(settings.Size, temperature, seeds.Replicas[i]))];
        Callers = new CallerGroup([.. Enumerable.Repeat(new InProcessCaller(Replicas), settings.Callers)], meter);
    }

    /// <inheritdoc/>
    public string Name => "this process, no server";

    /// <inheritdoc/>
    public IReadOnlyList<IReplica> Replicas { get; }

    /// <inheritdoc/>
    public CallerGroup Callers { get; }

    /// <inheritdoc/>
    public IExchanger Exchanger { get; } = new DirectExchanger();

    /// <inheritdoc/>
    public Task<long> EndCallersAsync() => Task.FromResult(0L);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
