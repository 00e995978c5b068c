namespace ObjectServer.Benchmarks.Loads;

/// <summary>What all callers of a load look at: whether to go on, and whether it counts.</summary>
internal sealed class LoadState
{
    private volatile bool _running = true;
    private volatile bool _measuring;

    /// <summary>Whether callers are to call.</summary>
    public bool Running => _running;

    /// <summary>Whether the time that a call takes is recorded.</summary>
    public bool Measuring => _measuring;

    /// <summary>The warm-up is over.</summary>
    public void Measure() => _measuring = true;

    /// <summary>All is measured.</summary>
    public void Stop()
    {
        _measuring = false;
        _running = false;
    }
}
