namespace ObjectServer.Benchmarks.Calls;

/// <summary>What the process that holds it has used.</summary>
[SharedContract]
public interface IProcessMeter
{
    /// <summary>Bytes allocated on the managed heap since the process started, exactly.</summary>
    long AllocatedBytes();

    /// <summary>Bytes alive on the managed heap, after a full collection that gives back to the system what is not needed.</summary>
    long LiveBytes();
}
