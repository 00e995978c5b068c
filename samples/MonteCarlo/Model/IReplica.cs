using ObjectServer;

namespace MonteCarlo.Model;

/// <summary>
/// One copy of the physical system at one temperature. It lives in one place, in the server; callers in any process hold a
/// reference to it and make it work. Units: coupling J = 1 and Boltzmann's constant k = 1, so energies and temperatures are pure numbers.
/// </summary>
/// <remarks>
/// Calls on one replica run one after another, in whatever way they arrive; calls on different replicas run together. The replica
/// belongs to whoever created it: it goes when its creator releases it or ends.
/// </remarks>
[SharedContract]
public interface IReplica
{
    /// <summary>Energy of the present configuration, of the whole lattice (not per site).</summary>
    [SharedMember(ReadOnly = true)]
    double Energy { get; }

    /// <summary>Temperature of the next sweep; positive and finite. An exchange swaps this number, never a configuration.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    double Temperature { get; set; }

    /// <summary>Bytes that the replica keeps in memory: spins, neighbours, acceptance table and random stream.</summary>
    [SharedMember(ReadOnly = true)]
    long StateBytes { get; }

    /// <summary>Runs sweeps without measuring, as one does until the system has forgotten where it started.</summary>
    /// <param name="sweeps">How many sweeps; one sweep is as many trial moves as there are sites. Not negative.</param>
    /// <param name="progress">Told how many sweeps are done, about ten times a second and at the end.</param>
    /// <param name="cancel">Looked at after every few hundred microseconds of work; the replica then stands between two sweeps.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled before the last sweep.</exception>
    [SharedMember(CpuBound = true)]
    Task RunAsync(int sweeps, IProgress<int>? progress = null, CancellationToken cancel = default);

    /// <summary>Runs sweeps and measures after each one; only the sums travel, so that a segment of any length costs one answer.</summary>
    /// <param name="sweeps">How many sweeps; one sweep is as many trial moves as there are sites. Not negative.</param>
    /// <param name="progress">Told how many sweeps are done, about ten times a second and at the end.</param>
    /// <param name="cancel">Looked at after every few hundred microseconds of work; the replica then stands between two sweeps.</param>
    /// <returns>The sums over the sweeps of this call.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled before the last sweep.</exception>
    [SharedMember(CpuBound = true)]
    Task<SegmentSums> MeasureAsync(int sweeps, IProgress<int>? progress = null, CancellationToken cancel = default);
}
