namespace ObjectServer.Benchmarks.Calls;

/// <summary>What the process that holds it has used.</summary>
[SharedContract]
public interface IProcessMeter
{
    /// <summary>Bytes allocated on the managed heap since the process started, exactly.</summary>
    long AllocatedBytes();
}
