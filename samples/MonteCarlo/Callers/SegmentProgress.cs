namespace MonteCarlo.Callers;

/// <summary>Progress of one segment. Reports may come late, even after the segment's end; only what is new is counted.</summary>
/// <param name="meter">Counts the sweeps.</param>
internal sealed class SegmentProgress(SweepMeter meter) : IProgress<int>
{
    private readonly Lock _counting = new();
    private int _counted;

    /// <inheritdoc/>
    public void Report(int value)
    {
        lock (_counting)
        {
            if (value <= _counted)
                return;

            meter.Add(value - _counted);
            _counted = value;
        }
    }
}
