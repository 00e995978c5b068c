namespace ObjectServer.Benchmarks.Calls;

/// <inheritdoc/>
[SharedObject("process-meter")]
public sealed class ProcessMeter : IProcessMeter
{
    /// <inheritdoc/>
    public long AllocatedBytes() => GC.GetTotalAllocatedBytes(precise: true);
}
