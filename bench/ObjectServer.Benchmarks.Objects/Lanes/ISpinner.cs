namespace ObjectServer.Benchmarks.Lanes;

/// <summary>Computes for as long as it is let.</summary>
[SharedContract]
public interface ISpinner
{
    /// <summary>How many of the server's spinners compute now.</summary>
    int Spinning { get; }

    /// <summary>Computes on the CPU lane until it is cancelled.</summary>
    [SharedMember(CpuBound = true)]
    Task SpinAsync(CancellationToken cancel);

    /// <summary>The same on the thread pool, as a member that does not say that it computes.</summary>
    Task SpinOnPoolAsync(CancellationToken cancel);
}
