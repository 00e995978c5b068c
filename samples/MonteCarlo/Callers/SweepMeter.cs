namespace MonteCarlo.Callers;

/// <summary>
/// Counts the sweeps done by all replicas, for a display. Long segments are followed while they run, by progress reports that come
/// from the server; of short ones only the end is noted, for a report would cost as much as the work.
/// </summary>
/// <param name="sites">Sites of a replica's lattice.</param>
/// <param name="changed">Told the new count; may be called by several threads at once, and then a little out of order.</param>
internal sealed class SweepMeter(int sites, Action<long> changed)
{
    private const long LongSegmentMoves = 1 << 24;

    private long _sweeps;

    /// <summary>Whether a segment takes long enough (about a tenth of a second) to be followed while it runs.</summary>
    public bool IsLong(int sweeps) => (long)sweeps * sites >= LongSegmentMoves;

    /// <summary>Adds sweeps that have been done.</summary>
    public void Add(int sweeps) => changed(Interlocked.Add(ref _sweeps, sweeps));
}
