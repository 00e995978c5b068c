namespace ObjectServer.Benchmarks.Calls;

/// <inheritdoc/>
[SharedObject("process-meter")]
public sealed class ProcessMeter : IProcessMeter
{
    /// <inheritdoc/>
    public long AllocatedBytes() => GC.GetTotalAllocatedBytes(precise: true);

    /// <inheritdoc/>
    public long LiveBytes()
    {
        // What has a finalizer goes with the second one.
        for (int i = 0; i < 2; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: false);
    }
}
